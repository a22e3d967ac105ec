/** Something that users have to know about a result. It is part of the result's first frame. */
export interface Notice {
  severity: 'info' | 'warning';
  text: string;
}

/** A notice that explains a result that is complete. */
export function infoNotice(text: string): Notice {
  return { severity: 'info', text };
}

/** A notice that a result is incomplete or can be wrong. */
export function warningNotice(text: string): Notice {
  return { severity: 'warning', text };
}
