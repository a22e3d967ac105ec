import { type ClusterEvent } from '../events/event';
import { type RankedCause } from './causes/rankCauses';
import { type Diagnosis } from './diagnose';
import { diagnosisAt } from './diagnosisAt';
import { impactOfSymptoms, impactText } from './impact';
import { allEvents, type Observations } from './observations';
import { type Place } from './place';
import { placeText, plainText, type TimeText } from './plainText';
import { type TimeWindow } from '../time';
import { changeText } from './changeText';
import * as messages from './reportMessages';
import { type Sentence } from './sentence';
import { type TrafficChanges } from './trafficChanges';

/** What a report is about. */
export interface ReportSubject {
  /** Absent: everything. */
  place?: Place;
  /** The address of the page that shows it. */
  url: string;
  /** The title of the alert that led to it. */
  alert?: string;
  /** Places that the user pinned, with the addresses of their pages. */
  pins?: ReadonlyArray<{ place: Place; url: string }>;
  /** What the user wrote. */
  notes?: string;
  /** What changed in the traffic since an earlier window. */
  compared?: { window: TimeWindow; changes: TrafficChanges };
}

/** A draft of a postmortem in Markdown: what happened, the likely causes with their evidence, events, and what is not known. */
export function reportOf(
  diagnosis: Diagnosis,
  observations: Pick<Observations, 'windows' | 'events' | 'warnings'>,
  subject: ReportSubject,
  timeText: TimeText
): string {
  const { place = { kind: 'cluster' } as const, url, alert, pins = [], notes = '' } = subject;
  const { causes, unexplained } = diagnosisAt(diagnosis, place);
  const text = (sentence: Sentence) => escaped(plainText(sentence, timeText));
  const { startMs, endMs } = observations.windows.now;
  const inWindow = (allEvents(observations) ?? []).filter((event) => event.startMs >= startMs && event.startMs < endMs);
  return [
    `# ${escaped(messages.title(placeText(place)))}`,
    escaped(messages.window(timeText(startMs), timeText(endMs))),
    ...(alert === undefined ? [] : [escaped(messages.alert(alert))]),
    messages.link(url),
    ...(notes.trim() === '' ? [] : [`## ${messages.NOTES}`, notesText(notes)]),
    `## ${messages.CAUSES}`,
    ...(causes.length === 0
      ? [messages.NO_CAUSE]
      : causes.flatMap((cause, index) => causeParts(cause, index + 1, text))),
    ...listPart(
      messages.UNEXPLAINED,
      unexplained.map(({ sentence }) => text(sentence))
    ),
    ...(subject.compared ? changeParts(subject.compared, timeText, text) : []),
    ...listPart(
      messages.PINS,
      pins.map((pin) => pinText(pin, diagnosis, text))
    ),
    ...listPart(
      messages.EVENTS,
      inWindow.map((event) => eventText(event, timeText))
    ),
    ...listPart(messages.UNKNOWN, diagnosis.unknown.map(text)),
    `## ${messages.ACTIONS}`,
    messages.ACTIONS_HINT,
  ]
    .join('\n\n')
    .concat('\n');
}

/** Paragraphs stay. The notes come from the address of the page, so they are escaped like names. */
function notesText(notes: string): string {
  return notes
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map(escaped)
    .join('\n\n');
}

/** More do not help to understand what happened. The page has all. */
const MOST_CHANGES = 10;

function changeParts(
  { window, changes: { summary, pairs, smaller } }: NonNullable<ReportSubject['compared']>,
  timeText: TimeText,
  text: (sentence: Sentence) => string
): string[] {
  const listed = pairs.slice(0, MOST_CHANGES);
  const rest = pairs.length - listed.length + smaller;
  return [
    `## ${messages.CHANGES}`,
    escaped(messages.comparedWith(timeText(window.startMs), timeText(window.endMs))),
    bullets([
      ...summary.map(text),
      ...listed.map((change) => escaped(`${placeText(change.place)}: ${changeText(change)}`)),
      ...(rest > 0 ? [messages.moreChanges(rest)] : []),
    ]),
  ];
}

/** A pinned place with the titles of the causes that affect it. */
function pinText(
  { place, url }: { place: Place; url: string },
  diagnosis: Diagnosis,
  text: (sentence: Sentence) => string
): string {
  const titles = diagnosisAt(diagnosis, place).causes.map(({ title }) => text(title));
  return `${messages.placeLink(escaped(placeText(place)), url)}: ${titles.length === 0 ? messages.NO_CAUSE : titles.join('; ')}`;
}

function causeParts(
  { title, confidence, explains, evidence, alternatives, check }: RankedCause,
  rank: number,
  text: (sentence: Sentence) => string
): string[] {
  const impact = impactText(impactOfSymptoms(explains));
  return [
    `### ${rank}. ${text(title)} (${messages.CONFIDENCE[confidence]})`,
    ...(impact === '' ? [] : [messages.impact(impact)]),
    ...subList(
      messages.EXPLAINS,
      explains.map(({ sentence }) => text(sentence))
    ),
    ...subList(
      messages.FOR,
      evidence.filter(({ weight }) => weight >= 0).map(({ sentence }) => text(sentence))
    ),
    ...subList(
      messages.AGAINST,
      evidence.filter(({ weight }) => weight < 0).map(({ sentence }) => text(sentence))
    ),
    ...subList(
      messages.ALTERNATIVES,
      alternatives.map((other) => text(other.title))
    ),
    `**${messages.CHECK}** ${text(check)}`,
  ];
}

function listPart(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, bullets(items)];
}

function subList(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${title}**`, bullets(items)];
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function eventText({ startMs, title, text }: ClusterEvent, timeText: TimeText): string {
  return escaped(`${timeText(startMs)} ${title}: ${text}`);
}

/** Names are data: they must not become links, images, or HTML in the document that the report is pasted into. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|!]/g, '\\$&').replace(/\s+/g, ' ');
}
