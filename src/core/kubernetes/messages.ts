/** The problems of the template of links to pods. Each says what to change. */

export const NO_WEB_ADDRESS = 'Enter an address that begins with https:// or http://.';

export function unknownPlaceholder(placeholder: string, known: string): string {
  return `${placeholder} is not known. Use ${known}.`;
}
