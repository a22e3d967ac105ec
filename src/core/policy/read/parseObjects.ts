import { parseAllDocuments } from 'yaml';

/**
 * The objects in a text of JSON or YAML, which can have several documents. Throws an error with the position if the text is
 * neither. JSON is parsed as such, because that is many times faster.
 */
export function parseObjects(text: string): unknown[] {
  if (text.trimStart().startsWith('{')) {
    try {
      return [JSON.parse(text)];
    } catch {
      // It can still be YAML.
    }
  }
  return parseAllDocuments(text)
    .map((document) => {
      const [error] = document.errors;
      if (error !== undefined) {
        throw error;
      }
      return document.toJS() as unknown;
    })
    .filter((object) => object !== null && object !== undefined);
}
