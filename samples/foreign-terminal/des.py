"""DES and two-key triple DES (FIPS 46-3): small and slow, and fast enough for a terminal that sells now and then."""

INITIAL = [start - 8 * i for start in (58, 60, 62, 64, 57, 59, 61, 63) for i in range(8)]
FINAL = [INITIAL.index(bit) + 1 for bit in range(1, 65)]
EXPANSION = [(4 * group + bit - 1) % 32 + 1 for group in range(8) for bit in range(6)]
ROUND = [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
         2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25]
CHOICE_1 = [57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
            63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4]
CHOICE_2 = [14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
            41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32]
SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1]

# The eight boxes, a hexadecimal digit for each of four rows of sixteen columns.
BOXES = [
    "E4D12FB83A6C5907" "0F74E2D1A6CB9538" "41E8D62BFC973A50" "FC8249175B3EA06D",
    "F18E6B34972DC05A" "3D47F28EC01A69B5" "0E7BA4D158C6932F" "D8A13F42B67C05E9",
    "A09E63F51DC7B428" "D709346A285ECBF1" "D6498F30B12C5AE7" "1AD069874FE3B52C",
    "7DE3069A1285BC4F" "D8B56F03472C1AE9" "A690CB7DF13E5284" "3F06A1D8945BC72E",
    "2C417AB6853FD0E9" "EB2C47D150FA3986" "421BAD78F9C5630E" "B8C71E2D6F09A453",
    "C1AF92680D34E75B" "AF427C9561DE0B38" "9EF528C3704A1DB6" "432C95FABE17608D",
    "4B2EF08D3C975A61" "D0B7491AE35C2F86" "14BDC37EAF680592" "6BD814A7950FE23C",
    "D2846FB1A93E50C7" "1FD8A374C56B0E92" "7B419CE206ADF358" "21E74A8DFC90356B",
]


def _pick(bits, places):
    return [bits[place - 1] for place in places]


def _bits(data):
    return [byte >> (7 - bit) & 1 for byte in data for bit in range(8)]


def _bytes(bits):
    return bytes(int("".join(map(str, bits[i:i + 8])), 2) for i in range(0, len(bits), 8))


def _round_keys(key):
    halves = _pick(_bits(key), CHOICE_1)
    left, right = halves[:28], halves[28:]
    for shift in SHIFTS:
        left, right = left[shift:] + left[:shift], right[shift:] + right[:shift]
        yield _pick(left + right, CHOICE_2)


def _scramble(half, round_key):
    mixed = [a ^ b for a, b in zip(_pick(half, EXPANSION), round_key)]
    out = []
    for box, i in zip(BOXES, range(0, 48, 6)):
        six = mixed[i:i + 6]
        row, column = 2 * six[0] + six[5], int("".join(map(str, six[1:5])), 2)
        value = int(box[16 * row + column], 16)
        out += [value >> bit & 1 for bit in (3, 2, 1, 0)]
    return _pick(out, ROUND)


def _block(block, round_keys):
    bits = _pick(_bits(block), INITIAL)
    left, right = bits[:32], bits[32:]
    for round_key in round_keys:
        left, right = right, [a ^ b for a, b in zip(left, _scramble(right, round_key))]
    return _bytes(_pick(right + left, FINAL))


def encrypt(key, data):
    """Electronic code book under a key of 8 bytes (DES) or 16 bytes (triple DES, left-right-left)."""
    left, right = list(_round_keys(key[:8])), list(_round_keys(key[-8:]))
    one = lambda block: _block(block, left)
    three = lambda block: _block(_block(_block(block, left), right[::-1]), left)
    step = one if len(key) == 8 else three
    return b"".join(step(data[i:i + 8]) for i in range(0, len(data), 8))


def decrypt(key, data):
    """The way back from encrypt."""
    left, right = list(_round_keys(key[:8])), list(_round_keys(key[-8:]))
    one = lambda block: _block(block, left[::-1])
    three = lambda block: _block(_block(_block(block, left[::-1]), right), left[::-1])
    step = one if len(key) == 8 else three
    return b"".join(step(data[i:i + 8]) for i in range(0, len(data), 8))
