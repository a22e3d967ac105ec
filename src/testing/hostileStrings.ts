/** The host of the requests that some hostile strings would cause. It does not exist (RFC 2606). */
const HOSTILE_HOST = 'hostile.example';

/** The global variable that a hostile string sets if a page executes it. */
export const EXECUTED = 'hacked';

const RUN = `window.${EXECUTED}=true`;

/** A letter with twenty combining marks above and below. */
const STACKED = `z${'\u0300\u0316\u0301\u0317\u0302\u0318\u0303\u0319\u0304\u031c'.repeat(2)}`;

/** Strings that a careless product executes, interprets, or cannot lay out, by what they are. */
export const HOSTILE_STRINGS = {
  imageHandler: `<img src=x onerror="${RUN}">`,
  script: `</script><script>${RUN}</script>`,
  attributeEnd: `"><svg/onload=${RUN}>`,
  quoteEnd: `' onmouseover='${RUN}' x='`,
  foreignImage: `<img src="http://${HOSTILE_HOST}/x.png">`,
  style: `</style><style>*{display:none;background:url(http://${HOSTILE_HOST}/s)}</style>`,
  entity: `&lt;img src=x onerror=${RUN}&gt; &#x0; &amp;`,
  cdata: `]]><script xmlns="http://www.w3.org/1999/xhtml">${RUN}</script><![CDATA[`,
  grafanaVariable: '${__user.email}',
  grafanaAll: '$__all',
  grafanaOldVariable: '[[var]] ${flows:raw} ${__url_time_range}',
  template: `{{constructor.constructor('${RUN}')()}}`,
  javascriptUrl: `javascript:${RUN}//`,
  dataUrl: `data:text/html,<script>top.${EXECUTED}=true</script>`,
  markdownLink: `[click](javascript:${RUN})`,
  formula: "=cmd|'/c calc'!A0",
  formulaPlus: '+1',
  formulaMinus: '-2+3',
  formulaAt: '@SUM(1)',
  formulaTab: '\t=1+1',
  rightToLeft: '\u202eexe.gnp\u2066 \u202b\u200f',
  zeroWidth: 'or\u200bders\ufeff\u2060\u00ad',
  stacked: STACKED.repeat(8),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇨🇭',
  loneHigh: 'high \ud83d',
  loneLow: '\udc00 low',
  nullCharacter: 'null\u0000after',
  controls: 'bell\u0007 escape\u001b[31m\u009b delete\u007f',
  long: 'n'.repeat(10_000),
  longWords: 'very long words '.repeat(300),
  lines: 'first\nsecond\r\nthird\u2028fourth\u2029fifth',
  parents: '../../x',
  onlyParents: '..',
  separators: 'a/b>c|d,e;f:g?h#i&j=k%2F%',
  promql: '"} or vector(1) or up{pod=~".*',
  backslashes: '\\d\\"\\\\',
  proto: '__proto__',
  constructor: 'constructor',
  hasOwn: 'hasOwnProperty',
  empty: '',
  spaces: '   ',
  number: '1e309',
  zero: '0',
  booleanText: 'null',
} as const;

/** The name of a hostile string. */
export type HostileName = keyof typeof HOSTILE_STRINGS;

const NAMES = Object.keys(HOSTILE_STRINGS) as HostileName[];

/** How many hostile strings there are. After as many rounds, each text has been replaced by each of them. */
export const ROUNDS = NAMES.length;

/** The name of a hostile string by its number, of any size. */
export function hostileName(number: number): HostileName {
  return NAMES[number % NAMES.length] ?? 'imageHandler';
}
