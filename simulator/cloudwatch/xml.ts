/** Response bodies of the AWS Query protocol. */

export type Content = string | number | boolean | Element | Content[];

/** An XML element: its children by name. */
export interface Element {
  [name: string]: Content;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Serializes content; a list becomes `<member>` elements, and text is escaped. */
export function xml(content: Content): string {
  if (Array.isArray(content)) {
    return content.map((item) => `<member>${xml(item)}</member>`).join('');
  }
  if (typeof content === 'object') {
    return Object.entries(content)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join('');
  }
  return String(content).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}
