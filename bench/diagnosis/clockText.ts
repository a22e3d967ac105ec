/** A time as the clock of UTC shows it: "13:52:00". */
export function clockText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19);
}
