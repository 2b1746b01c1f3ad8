"""What a Python program uses of its library; prints only what is the same everywhere."""
import base64, collections, csv, datetime, decimal, fractions, functools, hashlib, heapq, io
import itertools, json, math, os, random, re, struct, tempfile, textwrap, zlib

with open("table.csv") as f:
    rows = list(csv.DictReader(f))
by_city = collections.defaultdict(list)
for row in rows:
    by_city[row["city"]].append(float(row["amount"]))
for city in sorted(by_city):
    print(city, len(by_city[city]), "%.3f" % math.fsum(by_city[city]))
print(json.dumps({"b": [1, 2.5, None, True], "a": "\u00e9\n"}, sort_keys=True))
print(hashlib.sha256(open("binary.dat", "rb").read()).hexdigest())
print(zlib.crc32(b"hello"), zlib.decompress(zlib.compress(b"x" * 1000))[:3], base64.b64encode(b"abc"))
print(re.findall(r"\b([a-z])\w*\s(\d+)", open("words.txt").read())[:5])
print(decimal.Decimal(1) / decimal.Decimal(7), fractions.Fraction(1, 3) + fractions.Fraction(1, 6))
print(datetime.date(2024, 2, 28) + datetime.timedelta(days=2), datetime.datetime.fromtimestamp(0, datetime.timezone.utc))
random.seed(12345)
print([random.randint(1, 100) for _ in range(8)], random.random())
print(struct.pack("<IhBd", 1, -2, 3, 4.5).hex(), struct.unpack(">f", b"\x40\x49\x0f\xdb"))
heap = []
for n in [5, 3, 8, 1]:
    heapq.heappush(heap, n)
print([heapq.heappop(heap) for _ in range(4)], list(itertools.permutations("abc", 2))[:4])


@functools.lru_cache(None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), math.gcd(462, 1071), math.factorial(30), math.isqrt(10**40))
print(repr(0.1 + 0.2), 1e308 * 10, -1e308 * 10, float("nan"), 1e-320, round(2.675, 2), math.sin(1e6), 2.0**0.5)
print("%e %g %.3f %x %o" % (12345.678, 0.0001, 2.5, 255, 8), f"{1234567.891:,.2f} {42:>6} {3.14159:.3g}")
print(textwrap.fill(open("poem.txt").read(), 30))
try:
    [][1]
except IndexError as e:
    print("caught", e)
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "f")
    with open(p, "w") as f:
        f.write("temporary")
    print(os.listdir(d), os.stat(p).st_size)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Point(self.x + o.x, self.y + o.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


print(Point(1, 2) + Point(3, 4), sorted({3, 1, 2}), {k: v for k, v in zip("ab", (1, 2))})
gen = (x * x for x in range(10) if x % 2)
print(list(gen), sum(map(int, "12345")), "".join(reversed("abc")), b"\xff\x00".hex())
out = io.StringIO()
print("to a string", file=out)
print(out.getvalue().strip(), os.path.basename(os.getcwd()), (10**50).bit_length(), -7 // 2, -7 % 3, divmod(-7, 2))
