/** Distinct values remembered: all float16 values between 0 and 1, and a few more. */
const REMEMBERED = 2 ** 15;

/**
 * Writes numbers as the shortest decimals that read back as the same float32; float16 values are float32 values too.
 * Remembers what it wrote, because rounded probabilities repeat.
 */
export function floatWriter(): (value: number) => string {
  const known = new Map<number, string>();
  return (value) => {
    let text = known.get(value);
    if (text === undefined) {
      text = shortest(value);
      if (known.size >= REMEMBERED) known.clear();
      known.set(value, text);
    }
    return text;
  };
}

function shortest(value: number): string {
  // Nine significant digits tell any two float32 values apart.
  for (let digits = 1; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}
