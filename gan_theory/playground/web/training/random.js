/**
 * Random numbers that a seed repeats: xoshiro128** of Blackman and Vigna (2018), whose state splitmix32 fills.
 *
 * They are not the numbers of NumPy's generators. Each pair of a seed and a stream has a sequence of its own.
 */
export class Random {
  /**
   * @param {number} seed An integer >= 0.
   * @param {number} stream Which of the sequences that a seed has.
   */
  constructor(seed, stream) {
    const words = [seed % 2 ** 32, Math.floor(seed / 2 ** 32), stream];
    let hash = 0x9e3779b9;
    for (const word of words) {
      hash = mix((hash ^ word) >>> 0);
    }
    this.state = Uint32Array.from({ length: 4 }, (_, i) => mix((hash + Math.imul(i + 1, 0x9e3779b9)) >>> 0));
    this.spare = NaN;
  }

  /**
   * Return an integer, uniform on 0 to 2^32 − 1.
   * @returns {number}
   */
  bits() {
    const s = this.state;
    const five = Math.imul(s[1], 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /**
   * Return a number, uniform on [0, 1), a multiple of 2^−53.
   * @returns {number}
   */
  uniform() {
    return ((this.bits() >>> 5) * 2 ** 26 + (this.bits() >>> 6)) * 2 ** -53;
  }

  /**
   * Return an integer, uniform on 0 to n − 1.
   * @param {number} n
   * @returns {number}
   */
  integer(n) {
    return Math.floor(this.uniform() * n);
  }

  /**
   * Return a number from N(0, 1), by Marsaglia's polar method, which makes two at a time.
   * @returns {number}
   */
  normal() {
    const spare = this.spare;
    if (!Number.isNaN(spare)) {
      this.spare = NaN;
      return spare;
    }
    let u = 0;
    let v = 0;
    let s = 0;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * Math.log(s)) / s);
    this.spare = v * factor;
    return u * factor;
  }
}

/**
 * Mix the bits of an integer, as splitmix32 does.
 * @param {number} word An integer from 0 to 2^32 − 1.
 * @returns {number} Another such integer; no two words give the same.
 */
function mix(word) {
  let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
