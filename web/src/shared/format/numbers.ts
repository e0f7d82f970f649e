/// Numbers as the page says them. One language, so that digits read the same everywhere.
const language = "en";

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

export function count(value: number): string {
  return whole.format(value);
}

/// "1 customer", "7,043 customers".
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/// 0.2634 → "26.3%"; never "100.0%" or "0.0%" for what is not quite that.
export function percent(share: number, digits = 1): string {
  const step = 10 ** -digits;
  const scaled = share * 100;
  if (share > 0 && scaled < step / 2) return `<${step.toFixed(digits)}%`;
  if (share < 1 && scaled > 100 - step / 2) return `>${(100 - step).toFixed(digits)}%`;
  return `${scaled.toFixed(digits)}%`;
}

export function decimals(value: number, digits: number): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/// By what a reason multiplies the odds: "2.3×", "0.41×", "12×".
export function factor(value: number): string {
  if (value >= 1000) return ">999×";
  if (value < 0.01) return "<0.01×";
  const digits = value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2;
  return `${value.toFixed(digits)}×`;
}

export function bytes(size: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${decimals(value, unit === 0 || value >= 100 || Number.isInteger(value) ? 0 : 1)} ${units[unit] ?? ""}`;
}
