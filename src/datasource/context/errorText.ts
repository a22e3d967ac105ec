import { displayable, MAX_MESSAGE_LENGTH } from '../../core/displayable';

/** The message of an error: `message` from the API, `Message` from its authentication layer, or plain text from a proxy. */
export function errorText(body: unknown): string {
  const text = typeof body === 'string' ? body : (member(body, 'message') ?? member(body, 'Message') ?? '');
  return /<[a-z!]/i.test(text) ? '' : displayable(text, MAX_MESSAGE_LENGTH);
}

function member(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
