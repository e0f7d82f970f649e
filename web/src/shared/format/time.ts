/// 4.2 s, 38 s, 2 min 5 s, 1 h 3 min.
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const all = Math.round(seconds);
  if (all < 60) return `${String(all)} s`;
  if (all < 3600) return `${String(Math.floor(all / 60))} min ${String(all % 60)} s`;
  return `${String(Math.floor(all / 3600))} h ${String(Math.floor((all % 3600) / 60))} min`;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/// "just now", "5 minutes ago", "yesterday".
export function ago(time: string, now: number): string {
  const past = now - Date.parse(time);
  for (const [unit, milliseconds] of steps) {
    const passed = Math.floor(past / milliseconds);
    if (passed >= 1)
      return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-passed, unit);
  }
  return "just now";
}

export function moment(time: string): string {
  return new Date(time).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}
