/** How a fault changes a correct response. */
import { type Answer, errorAnswer } from '../http/answer';
import { type RequestFault } from './fault';

/**
 * What happens to a request: a response, a connection that stays open without one (`hang`), or one that is closed
 * (`down`).
 */
export type Outcome = { kind: 'answer'; answer: Answer } | { kind: 'hang' } | { kind: 'down' };

/** The correct response is computed only if a part of it is needed. */
export function applyFault(fault: RequestFault | undefined, correctAnswer: () => Answer): Outcome {
  if (!fault) {
    return { kind: 'answer', answer: correctAnswer() };
  }
  switch (fault.kind) {
    case 'hang':
    case 'down':
      return { kind: fault.kind };
    case 'error':
      return { kind: 'answer', answer: errorAnswer({ message: 'Error injected by the simulator', ...fault }) };
    case 'htmlPage':
      return { kind: 'answer', answer: htmlPage(fault.status ?? 502) };
    case 'invalidJson':
      return { kind: 'answer', answer: breakOff(correctAnswer()) };
    case 'missingMembers':
      return { kind: 'answer', answer: withoutMembers(correctAnswer(), fault.members) };
  }
}

function htmlPage(status: number): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/html' },
    body: `<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>proxy</body></html>`,
  };
}

function breakOff(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}

function withoutMembers(answer: Answer, members: readonly string[]): Answer {
  const rest: unknown = JSON.parse(answer.body, (key: string, value: unknown) =>
    members.includes(key) ? undefined : value
  );
  return { ...answer, body: JSON.stringify(rest) };
}
