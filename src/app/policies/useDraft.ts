import { useState } from 'react';
import { isRecord } from '../../core/json';
import { DECISIONS, type RuleReview } from '../../core/policy/files/ruleReview';
import { type Draft, NO_DRAFT } from '../../core/policy/review/draft';

const PREFIX = 'eastwest.policies.draft';

/**
 * The reviews and edits of policies, which the browser keeps, because a review can take days.
 *
 * @param subject the data source and the monitor or cluster that the policies are for
 */
export function useDraft(subject: string): [Draft, (draft: Draft) => void] {
  const key = `${PREFIX} ${subject}`;
  const [current, setCurrent] = useState(() => ({ key, draft: load(key) }));
  if (current.key !== key) {
    setCurrent({ key, draft: load(key) });
  }
  const change = (draft: Draft) => {
    setCurrent({ key, draft });
    save(key, draft);
  };
  return [current.draft, change];
}

function load(key: string): Draft {
  try {
    const saved: unknown = JSON.parse(window.localStorage.getItem(key) ?? '{}');
    return isRecord(saved)
      ? {
          rules: reviewsIn(saved.rules),
          texts: textsIn(saved.texts),
          design: typeof saved.design === 'string' ? saved.design : '',
        }
      : NO_DRAFT;
  } catch {
    return NO_DRAFT;
  }
}

/** Without storage, as in a private window, the draft lasts until the page is reloaded. */
function save(key: string, draft: Draft): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The draft stays in memory.
  }
}

function reviewsIn(saved: unknown): Draft['rules'] {
  return Object.fromEntries(
    entriesOf(saved).flatMap(([key, review]): Array<[string, RuleReview]> => {
      const { decision, note } = isRecord(review) ? review : {};
      const known = DECISIONS.find((each) => each === decision);
      return [[key, { ...(known && { decision: known }), ...(typeof note === 'string' && { note }) }]];
    })
  );
}

function textsIn(saved: unknown): Draft['texts'] {
  return Object.fromEntries(
    entriesOf(saved).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  );
}

function entriesOf(saved: unknown): Array<[string, unknown]> {
  return isRecord(saved) ? Object.entries(saved) : [];
}
