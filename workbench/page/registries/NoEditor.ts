/** The workbench shows panels and has no panel editor: every option gets this one. */
export function NoEditor(): null {
  return null;
}
