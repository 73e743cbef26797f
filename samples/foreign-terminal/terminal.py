#!/usr/bin/env python3
"""
A terminal that is not ours. It knows nothing of Clearswipe's code: it builds every byte by itself, signs on to
`clearswipe switch --demo`, sells, voids, pre-authorises, completes, refunds, settles its batch and signs off. Exit
code 0 says that every step went as it must.

    python3 terminal.py 127.0.0.1:9100
"""

import socket
import sys
import time

import des
import messages

# Published test values of `clearswipe switch --demo`. The cards are invented: no bank issues numbers that begin with 9999.
TERMINAL = "10000002"
MERCHANT = "999000000000001"
MASTER_KEY = bytes.fromhex("62432507E9CBAD8A9DBCDAF816345275")    # of this terminal alone
GOOD_CARD = {"pan": "9999030000000035", "expiry": "3012", "pin": "112233"}
FORGETFUL_CARD = {"pan": "9999020000000051", "expiry": "3012", "pin": "135790"}
OTHER_CARD = {"pan": "9999010000000060", "expiry": "3012", "pin": "135790"}

# Type, processing code (3), condition (25) and kind of transaction (60.1) of each service.
SERVICES = {
    "balance": ("0200", "310000", "00", "01"), "sale": ("0200", "000000", "00", "22"),
    "void": ("0200", "200000", "00", "23"), "refund": ("0220", "200000", "00", "25"),
    "pre-authorisation": ("0100", "030000", "06", "10"), "completion": ("0200", "000000", "06", "20"),
}

TRIES = 3
ANSWER_WITHIN = 30


class Terminal:
    def __init__(self, host, port):
        self._line = socket.create_connection((host, port), timeout=ANSWER_WITHIN)
        self._trace = int(time.time()) % 900_000
        self._batch = "000001"
        self._pin_key = self._mac_key = None

    def sign_on(self):
        """0800: the switch answers with working keys under the master key. All of them are taken, or none."""
        kind, answer = self._ask("0800", {11: self._next(), 41: TERMINAL, 42: MERCHANT,
                                          60: "00" + self._batch + "003", 63: "01 "})
        if answer[39] != "00":
            raise SystemExit("sign-on was refused with code " + answer[39])
        keys = answer[62]
        pin_key, mac_key = des.decrypt(MASTER_KEY, keys[0:16]), des.decrypt(MASTER_KEY, keys[20:28])
        if messages.check_value(pin_key) != keys[16:20] or messages.check_value(mac_key) != keys[36:40]:
            raise SystemExit("a working key did not arrive whole: nothing is stored")
        self._pin_key, self._mac_key = pin_key, mac_key
        self._batch = answer[60][2:8]

    def sell(self, fen, card, pin):
        """0200 by stripe with an online PIN; the two characters of the answer's field 39."""
        return self.ask("sale", card, fen, pin)

    def ask(self, service, card, fen=None, pin=None, original=None):
        """Any service by stripe: its codes come from SERVICES; the original is the answer that named it first."""
        kind, processing, condition, transaction = SERVICES[service]
        fields = {
            3: processing, 11: self._next(), 12: time.strftime("%H%M%S"), 13: time.strftime("%m%d"), 22: "022",
            25: condition, 35: "%s=%s1010000000" % (card["pan"], card["expiry"]), 41: TERMINAL, 42: MERCHANT, 49: "156",
            60: transaction + self._batch + "000" + "20",
        }
        if fen is not None:
            fields[4] = "%012d" % fen
        if pin is not None:
            fields.update({22: "021", 26: "12", 52: messages.pin_block(self._pin_key, pin, card["pan"]),
                           53: "2600000000000000"})
        if original is not None:
            fields[61] = self._batch + original[11] + original[13]
        _, answer = self._ask(kind, fields, self._mac_key)
        # The trace number alone is never enough: terminal, amount and date must be those of the question too.
        for field in (4, 11, 13, 41):
            if answer.get(field) != fields.get(field):
                raise SystemExit("an answer to another question came: field %d differs" % field)
        return answer[39], answer

    def settle(self, debits, debit_count, credits, credit_count):
        """0500: our totals, and the host's with its verdict: 1 balanced, 2 not."""
        half = "%012d%03d%012d%03d0" % (debits, debit_count, credits, credit_count)
        _, answer = self._ask("0500", {11: self._next(), 41: TERMINAL, 42: MERCHANT, 48: half + "0" * 31, 49: "156",
                                       60: "00" + self._batch + "201", 63: "01 "})
        return answer[39], answer[48][30]

    def sign_off(self):
        _, answer = self._ask("0820", {11: self._next(), 41: TERMINAL, 42: MERCHANT, 60: "00" + self._batch + "002"})
        return answer[39]

    def _ask(self, kind, fields, mac_key=None):
        message = messages.pack(kind, fields, mac_key)
        self._line.sendall(len(message).to_bytes(2, "big") + message)
        length = int.from_bytes(self._read(2), "big")
        return messages.unpack(self._read(length), mac_key)

    def _read(self, count):
        data = b""
        while len(data) < count:
            more = self._line.recv(count - len(data))
            if not more:
                raise SystemExit("the switch closed the line")
            data += more
        return data

    def _next(self):
        self._trace = self._trace % 999_999 + 1
        return "%06d" % self._trace


def masked(card):
    return card["pan"][:6] + "******" + card["pan"][-4:]


def step(said, code, expected):
    good = code in expected
    print("%-52s field 39 = %s  %s" % (said, code, "as it must" if good else "EXPECTED " + " or ".join(expected)), flush=True)
    return good


def serve(terminal, paid):
    """Every other service, and the settlement of all that was sold: 12.50, 88.00, 30.00 and 90.00; 30.00 and 2.50 back."""
    code, answer = terminal.ask("balance", GOOD_CARD, pin=GOOD_CARD["pin"])
    went_well = step("balance, card %s" % masked(GOOD_CARD), code, ["00"])
    print("    field 54 = %s" % answer.get(54, "-"), flush=True)
    _, sold = terminal.sell(3000, GOOD_CARD, GOOD_CARD["pin"])
    code, _ = terminal.ask("void", GOOD_CARD, 3000, original=sold)
    went_well &= step("¥30.00, sold and voided", code, ["00"])
    code, _ = terminal.ask("void", GOOD_CARD, 3000, original=sold)
    went_well &= step("¥30.00, voided once more", code, ["22"])
    _, held = terminal.ask("pre-authorisation", GOOD_CARD, 10000, GOOD_CARD["pin"])
    code, _ = terminal.ask("completion", GOOD_CARD, 9000, original=held)
    went_well &= step("¥100.00 held, ¥90.00 of it taken", code, ["00"])
    code, _ = terminal.ask("refund", GOOD_CARD, 250, original=paid)
    went_well &= step("¥2.50 of the first sale given back", code, ["00"])
    code, verdict = terminal.settle(1250 + 8800 + 3000 + 9000, 4, 3000 + 250, 2)
    went_well &= step("settlement; the host's verdict is %s" % verdict, code, ["00"]) and verdict == "1"
    return went_well & step("sign-off", terminal.sign_off(), ["00"])


def main(address):
    host, port = address.rsplit(":", 1)
    terminal = Terminal(host, int(port))
    terminal.sign_on()
    print("signed on: both working keys fit their check values", flush=True)

    code, paid = terminal.sell(1250, GOOD_CARD, GOOD_CARD["pin"])
    went_well = step("¥12.50, card %s, its PIN" % masked(GOOD_CARD), code, ["00"])
    print("    reference %s, approval code %s" % (paid[37], paid.get(38, "-")), flush=True)

    wrong = FORGETFUL_CARD["pin"][:-1] + str((int(FORGETFUL_CARD["pin"][-1]) + 1) % 10)
    for attempt in range(1, TRIES + 1):
        # The last wrong one may already say that the card is locked.
        expected = ["55"] if attempt < TRIES else ["55", "75"]
        code, _ = terminal.sell(8800, FORGETFUL_CARD, wrong)
        went_well &= step("¥88.00, card %s, a wrong PIN, try %d" % (masked(FORGETFUL_CARD), attempt), code, expected)
    code, _ = terminal.sell(8800, FORGETFUL_CARD, FORGETFUL_CARD["pin"])
    went_well &= step("the same card, now locked, its right PIN", code, ["38", "75"])

    code, _ = terminal.sell(8800, OTHER_CARD, OTHER_CARD["pin"])
    went_well &= step("¥88.00, another card %s, its PIN" % masked(OTHER_CARD), code, ["00"])
    went_well &= serve(terminal, paid)
    print("all as it must" if went_well else "SOMETHING WENT WRONG", flush=True)
    return 0 if went_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9100"))
