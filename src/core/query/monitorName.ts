/** Whether a text can be the name of one monitor: up to 255 letters, digits, underscores, periods and hyphens. */
export function isMonitorName(text: string): boolean {
  return /^[a-zA-Z0-9_.-]{1,255}$/.test(text);
}
