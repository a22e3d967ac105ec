/**
 * Habits of language that readers stumble over, as patterns. Each pattern finds few good sentences: what needs judgment
 * is left to reviewers.
 *
 * @typedef {object} Habit
 * @property {string} name
 * @property {RegExp} pattern Global. Code and expressions in the text are already replaced by `X`s.
 * @property {string} message What is wrong, and what to write instead.
 */

/** A sentence starts here. */
const START = String.raw`(?<=^\s*|[.!?]\s+)`;

/** Words, without anything that ends or divides a sentence. */
const UNDIVIDED = String.raw`[^.,:;?!()]*`;

/** People who can be asked. */
const PEOPLE = String.raw`(?:administrators?|admins?|community|maintainers?|operators?|owners?|people|teams?|users?|you)`;

/** What makes a sentence of a clause: "How many there are is unknown." */
const PREDICATES = 'depends?|matters?|(?:is|are) (?:unknown|not)';

/** @type {Habit[]} */
export const HABITS = [
  {
    name: 'tell',
    pattern: /\b(?:tell|tells|telling|told)\b/gi,
    message: 'Use "report", "show", "indicate", "say" or "determine".',
  },
  {
    name: 'literary word',
    pattern: /\b(?:anew|whoever|whomever|whatever|somebody|nobody|anybody|everybody)\b/gi,
    message: 'Use "again", "users", "anyone who", "any", "someone" or "no one", or name who or what you mean.',
  },
  {
    name: 'beside',
    pattern: /\bbeside\b/gi,
    message: 'Use "next to", "besides", "in addition to" or "with".',
  },
  {
    name: 'is no',
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|different\b|match\b)[a-z]+/gi,
    message: 'Use "is not a …" or "is not a valid …".',
  },
  {
    name: 'fragment',
    pattern: new RegExp(
      String.raw`${START}(?:(?:Of|Whose|Those|Whom)|(?:How|Whether|Which)(?!${UNDIVIDED}\b(?:${PREDICATES})\b))\b${UNDIVIDED}\.(?=\s|$)`,
      'g'
    ),
    message: 'A sentence needs a subject and a verb. Write a sentence, or a label without a period.',
  },
  {
    name: 'telegram',
    pattern: new RegExp(
      String.raw`${START}(?:Empty|None|Nothing(?: [a-z]+)?|Without [a-z]+|(?:An?|No|Every) [a-z]+(?: [a-z]+){0,3}): [a-z]`,
      'g'
    ),
    message: 'Replace the colon by a verb: "If the field is empty, …", "A red edge means that …".',
  },
  {
    name: 'look',
    pattern: /\blook(?:s|ed|ing)? (?:whether|if|at)\b/gi,
    message: 'Use "check whether", "see", "inspect" or "read".',
  },
  {
    name: 'go',
    pattern: /\b(?:go|goes|going|went|gone) (?:on|by|before|away)\b/gi,
    message: 'Use "continue", "use", "take precedence over", "disappear" or "be removed".',
  },
  {
    name: 'ask',
    pattern: new RegExp(
      String.raw`\bask(?:s|ed|ing)?\b(?! (?:(?:an?|the|your|its|their)\s)?(?:[\w-]+\s){0,2}?${PEOPLE}\b)`,
      'gi'
    ),
    message: 'Use "query", "request", "need" or "require". Only people are asked: "Ask your administrator".',
  },
  {
    name: 'relative clause',
    pattern: new RegExp(
      [
        // A question ends with a question mark, a heading without a mark.
        String.raw`${START}(?:What|Who)\b[^.?!:;]*\.(?=\s|$)`,
        String.raw`\b(?:[Aa]ll|[Tt]hat) which\b`,
        String.raw`\b(?:by|in|of|from|with) wh(?:ich|om)\b[^.?!]*\b(?:by|in|of|from|with) wh(?:ich|om)\b`,
      ].join('|'),
      'g'
    ),
    message: 'Name the noun: "The traffic of its node is missing" instead of "What its node moves is missing".',
  },
  {
    name: 'apostrophe',
    pattern: /[\u2018\u2019]/g,
    message: "Use the straight apostrophe (').",
  },
  {
    name: 'uncommon word',
    pattern: /\b(?:mend(?:s|ed|ing)?|tolls?|made of|the same again|as well as any)\b/gi,
    message: 'Use the common word: "fix", "cost", "consists of".',
  },
];

/**
 * The habits in a text, in their order.
 *
 * @param {string} text
 * @returns {Array<{ habit: Habit, index: number, found: string }>}
 */
export function habitsIn(text) {
  return HABITS.flatMap((habit) =>
    [...text.matchAll(habit.pattern)].map(({ index, 0: found }) => ({ habit, index, found }))
  ).sort((one, other) => one.index - other.index);
}
