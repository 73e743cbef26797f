"""ISO 8583 as a UnionPay POS terminal packs it, from nothing but bytes: BCD, TPDU, bitmap, MAC and PIN block."""

import des

TPDU = bytes.fromhex("6000030000")
HEADER = bytes.fromhex("603100310100")

# How each field is packed. n: digits, two a byte; an: characters; b: bytes; z: track digits with D for '='.
# "ll" and "lll" fields carry their length in front, in one or two BCD bytes. A padding nibble stands on the right,
# except where the field is marked "n>" (field 23), whose digits stand on the right.
FIELDS = {
    2: ("lln", 19), 3: ("n", 6), 4: ("n", 12), 11: ("n", 6), 12: ("n", 6), 13: ("n", 4), 14: ("n", 4), 15: ("n", 4),
    22: ("n", 3), 23: ("n>", 3), 25: ("n", 2), 26: ("n", 2), 32: ("lln", 11), 35: ("llz", 37), 37: ("an", 12),
    38: ("an", 6), 39: ("an", 2), 41: ("an", 8), 42: ("an", 15), 44: ("llan", 25), 48: ("llln", 322), 49: ("an", 3), 52: ("b", 8),
    53: ("n", 16), 54: ("lllan", 120), 60: ("llln", 100), 61: ("llln", 29), 62: ("lllb", 512), 63: ("lllan", 163), 64: ("b", 8),
}


def _digits(text, right=False):
    if len(text) % 2:
        text = "0" + text if right else text + "0"
    return bytes.fromhex(text)


def _pack(kind, value):
    prefix = kind.count("l")
    shape = kind.lstrip("l")
    body = {"n": lambda: _digits(value), "n>": lambda: _digits(value, right=True),
            "z": lambda: _digits(value.replace("=", "D")), "an": lambda: value.encode("ascii"),
            "b": lambda: bytes(value)}[shape]()
    length = {2: "%02d", 3: "%04d"}.get(prefix)
    return (bytes.fromhex(length % len(value)) if length else b"") + body


def _unpack(kind, width, data, at):
    prefix = kind.count("l")
    shape = kind.lstrip("l")
    if prefix:
        step = prefix - 1
        width = int(data[at:at + step].hex())
        at += step
    size = (width + 1) // 2 if shape in ("n", "n>", "z") else width
    raw = data[at:at + size]
    if len(raw) < size:
        raise ValueError("the answer ends %d bytes early" % (size - len(raw)))
    if shape == "b":
        value = raw
    elif shape == "an":
        value = raw.decode("latin-1")
    else:
        value = raw.hex().upper()
        value = value[-width:] if shape == "n>" else value[:width]
    return value, at + size


def pack(kind, fields, mac_key=None):
    """One message from its type and fields; with a MAC key, field 64 is made and put last."""
    present = sorted(fields) + ([64] if mac_key else [])
    bitmap = sum(1 << (64 - field) for field in present).to_bytes(8, "big")
    body = _digits(kind) + bitmap + b"".join(_pack(FIELDS[f][0], fields[f]) for f in sorted(fields))
    return TPDU + HEADER + body + (mac(mac_key, body) if mac_key else b"")


def unpack(message, mac_key=None):
    """(type, fields). A MAC that should be there and is not, or does not fit, makes it no answer at all."""
    body = message[len(TPDU) + len(HEADER):]
    bitmap, at, fields = int.from_bytes(body[2:10], "big"), 10, {}
    for field in (f for f in range(2, 65) if bitmap >> (64 - f) & 1):
        before = at
        fields[field], at = _unpack(*FIELDS[field], body, at)
    if at != len(body):
        raise ValueError("%d bytes are left over" % (len(body) - at))
    if mac_key and (64 not in fields or fields[64] != mac(mac_key, body[:before])):
        raise ValueError("the MAC of the answer does not fit: it is no answer")
    return body[:2].hex(), fields


def mac(key, data):
    """UnionPay's POS 'ECB' MAC: fold, spell out in hex, encrypt the halves; the first eight hex characters."""
    data += bytes(-len(data) % 8)
    folded = bytes(8)
    for i in range(0, len(data), 8):
        folded = _xor(folded, data[i:i + 8])
    spelt = folded.hex().upper().encode()
    sealed = des.encrypt(key, _xor(des.encrypt(key, spelt[:8]), spelt[8:]))
    return sealed.hex().upper()[:8].encode()


def pin_block(key, pin, pan):
    """ISO 9564-1 format 0 under the working PIN key."""
    digits = bytes.fromhex(("0%d%s" % (len(pin), pin)).ljust(16, "F"))
    account = bytes.fromhex("0000" + pan[-13:-1])
    return des.encrypt(key, _xor(digits, account))


def check_value(key):
    """The first four bytes of eight encrypted zeros tell whether a key arrived whole."""
    return des.encrypt(key, bytes(8))[:4]


def _xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))
