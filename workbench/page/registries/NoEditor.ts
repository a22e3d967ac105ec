/** The workbench shows panels and has no panel editor, so this is the editor of every option. */
export function NoEditor(): null {
  return null;
}
