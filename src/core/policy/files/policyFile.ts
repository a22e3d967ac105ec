import { Document, isNode, visit } from 'yaml';
import { shareText } from '../../flow/coverage';
import { type TimeWindow } from '../../time';
import { type GeneratedPolicy, type GeneratedRule } from '../generate/generatedPolicy';
import { type RulePeer } from '../generate/peers';
import { type Direction, type NetworkPolicy } from '../policies';
import { manifestOf } from './manifest';
import * as messages from './messages';
import { type RuleReview } from './ruleReview';

/** What is known about the observation as a whole. */
export interface ObservationFacts {
  /** From the first window to the last one. */
  window: TimeWindow;
  /** The length of all windows together. */
  watchedMs: number;
  /** Absent if it is not known. */
  nodes?: { withAgents: number; all: number };
  /** Whether responses of the flow API were truncated. */
  isTruncated: boolean;
  /** The share of all bytes in truncated responses, from 0 to 1. Absent if it is not known. */
  coveredShare?: number;
}

/** A file with a policy. */
export interface PolicyFile {
  /** "shop/web-allow-observed.yaml" */
  path: string;
  text: string;
}

/** A generated rule with its review. */
export interface ReviewedRule extends RuleReview {
  direction: Direction;
  rule: GeneratedRule;
}

const HOUR_MS = 3_600_000;

/** "shop/web-allow-observed.yaml" */
export function generatedPath({ namespace, name }: NetworkPolicy): string {
  return `${namespace}/${name}.yaml`;
}

/**
 * The policy as YAML, with comments that say what each rule is based on, and what was not observed.
 *
 * @param reviews of all generated rules, also of those that the policy does not have because they are rejected
 */
export function policyFile(
  generated: GeneratedPolicy,
  facts: ObservationFacts,
  reviews: readonly ReviewedRule[] = []
): PolicyFile {
  const { policy, rules } = generated;
  const document = new Document(manifestOf(policy, annotationsOf(generated, facts)));
  document.commentBefore = commentText([...headerOf(generated, facts), ...rejectedLines(reviews)]);
  const reviewOf = new Map(reviews.map((review) => [review.rule, review]));
  for (const direction of ['ingress', 'egress'] as const) {
    rules[direction].forEach((rule, index) => {
      const node = document.getIn(['spec', direction, index], true);
      if (isNode(node)) {
        node.commentBefore = commentText([ruleComment(rule), ...reviewLines(reviewOf.get(rule))]);
      }
    });
  }
  return { path: generatedPath(policy), text: yamlText(document) };
}

/** The document with ports and address ranges in one line each. */
export function yamlText(document: Document): string {
  visit(document, {
    Map: (_, map) => {
      map.flow = (map.has('port') || map.has('protocol') || map.has('cidr')) && !map.has('except');
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Each line with the space after the number sign. */
export function commentText(lines: readonly string[]): string {
  return lines.map((line) => ` ${line}`).join('\n');
}

function annotationsOf({ rules }: GeneratedPolicy, { window, nodes, isTruncated }: ObservationFacts) {
  const flows = [...rules.ingress, ...rules.egress].reduce((sum, { evidence }) => sum + (evidence?.flows ?? 0), 0);
  const ofNodes = nodes ? `${nodes.withAgents}/${nodes.all}` : 'unknown';
  return {
    'eastwest/window': `${isoText(window.startMs)}/${isoText(window.endMs)}`,
    'eastwest/evidence': `flows ${flows}; nodes ${ofNodes}; truncated ${isTruncated ? 'yes' : 'no'}; tcp only`,
  };
}

function isoText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

function headerOf(generated: GeneratedPolicy, facts: ObservationFacts): string[] {
  const { subject, policy, leftOut, lacksDns, alsoSelects } = generated;
  const isUnobserved = (direction: Direction) =>
    !policy.types.includes(direction) && leftOut.every((each) => each.direction !== direction);
  const missing = (['ingress', 'egress'] as const).filter(isUnobserved);
  return [
    messages.generatedFor(subject.kind, subject.namespace, subject.name),
    ...observationLines(facts),
    ...subjectLines(generated),
    ...(alsoSelects.length > 0 ? [messages.alsoSelects(alsoSelects)] : []),
    ...(lacksDns ? [messages.LACKS_DNS] : []),
    ...missing.map(messages.notRestricted),
    ...leftOut.map(({ direction, reason, ends, ports, evidence }) =>
      messages.leftOut(direction, reason, ends, ports, evidence)
    ),
  ];
}

/** What is known about the observation, in sentences. */
export function observationLines({ window, watchedMs, nodes, isTruncated, coveredShare }: ObservationFacts): string[] {
  const ofBytes =
    coveredShare === undefined ? messages.COVERED_UNKNOWN : messages.coveredBytes(shareText(coveredShare));
  return [
    messages.observedFrom(window.startMs, window.endMs, Math.round(watchedMs / HOUR_MS)),
    nodes ? messages.onNodes(nodes.withAgents, nodes.all) : messages.NODES_UNKNOWN,
    ...(isTruncated ? [ofBytes] : []),
    messages.TCP_ONLY,
  ];
}

function subjectLines({ subject: { pods, workloads } }: GeneratedPolicy): string[] {
  const created = pods.flatMap(({ createdMs }) => createdMs ?? []);
  const cronJobs = workloads.filter(({ kind }) => kind === 'CronJob');
  return [
    ...(created.length > 0 ? [messages.youngestPod(Math.max(...created))] : []),
    ...cronJobs.map(({ namespace, name, lastScheduledMs }) =>
      messages.lastRun(`${namespace}/${name}`, lastScheduledMs)
    ),
  ];
}

/** Why a rule is written, in one line. */
function ruleComment({ peer, evidence, parties = [], widenedFrom, hasAssumedPorts }: GeneratedRule): string {
  const name = peerText(peer, parties);
  if (evidence === undefined) {
    return name;
  }
  const ports = [
    ...(widenedFrom === undefined ? [] : [messages.widened(widenedFrom)]),
    ...(hasAssumedPorts ? [messages.ASSUMED_PORTS] : []),
  ];
  return [`${name}: ${messages.evidenceText(evidence)}.`, ...ports].join(' ');
}

function reviewLines(review: ReviewedRule | undefined): string[] {
  return [
    ...(review?.decision === 'postponed' ? [messages.POSTPONED] : []),
    ...(review?.note === undefined ? [] : [messages.noteText(review.note)]),
  ];
}

function rejectedLines(reviews: readonly ReviewedRule[]): string[] {
  return reviews
    .filter(({ decision }) => decision === 'rejected')
    .map(({ direction, rule, note }) => messages.rejected(direction, peerText(rule.peer, rule.parties), note));
}

/** The peer of a generated rule for people: "shop/api by way of Service shop/api". */
export function peerText(peer: RulePeer, parties: readonly string[] = []): string {
  switch (peer.kind) {
    case 'dns':
      return messages.dnsRule(peer.name);
    case 'pods':
      return messages.podsRule(
        `${peer.namespace}/${peer.name}`,
        peer.service && `${peer.service.namespace}/${peer.service.name}`
      );
    case 'cluster-ip':
      return messages.clusterIPRule(`${peer.service.namespace}/${peer.service.name}`);
    case 'link-local':
      return peer.name;
    case 'network':
      return messages.networkRule(peer.name);
    case 'addresses':
      return messages.addressesRule(parties);
    case 'internet':
      return messages.internetRule(parties);
  }
}
