import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import { evidenceText } from '../../core/policy/files/messages';
import { peerText } from '../../core/policy/files/policyFile';
import { type GeneratedPolicy, type GeneratedRule } from '../../core/policy/generate/generatedPolicy';
import { type Decision, DECISIONS, type RuleReview } from '../../core/policy/files/ruleReview';
import { type Draft, type KeyedRule, reviewedRules, withAllAccepted, withReview } from '../../core/policy/review/draft';
import * as messages from './messages';
import { WideTable } from '../shared/WideTable';

interface RuleReviewsProps {
  generated: GeneratedPolicy;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

/** The rules of a policy, each with what it is based on, a decision, and a note. */
export function RuleReviews({ generated, draft, onDraft }: RuleReviewsProps) {
  const styles = useStyles2(getStyles);
  const rules = reviewedRules(generated, draft);
  return (
    <>
      <WideTable label={messages.RULES_TITLE} minWidthPx={900}>
        <table className={styles.table}>
          <thead>
            <tr>
              {Object.values(messages.RULE_COLUMNS).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((reviewed) => (
              <RuleRow
                key={reviewed.key}
                reviewed={reviewed}
                onReview={(review) => onDraft(withReview(draft, reviewed.key, review))}
              />
            ))}
          </tbody>
        </table>
      </WideTable>
      {rules.some(({ decision }) => decision === undefined) && (
        <div>
          <Button size="sm" variant="secondary" onClick={() => onDraft(withAllAccepted(draft, generated))}>
            {messages.ACCEPT_ALL}
          </Button>
        </div>
      )}
    </>
  );
}

interface RuleRowProps {
  reviewed: KeyedRule;
  onReview: (review: RuleReview) => void;
}

function RuleRow({ reviewed: { direction, rule, decision, note }, onReview }: RuleRowProps) {
  const styles = useStyles2(getStyles);
  const name = `${messages.DIRECTION_LABELS[direction]} ${peerText(rule.peer, rule.parties)}`;
  return (
    <tr>
      <td className={styles.direction}>{messages.DIRECTION_LABELS[direction]}</td>
      <td className={styles.peer}>{peerText(rule.peer, rule.parties)}</td>
      <td>{portsOf(rule)}</td>
      <td className={styles.evidence}>{rule.evidence ? evidenceText(rule.evidence) : messages.NOT_OBSERVED}</td>
      <td>
        <RadioButtonGroup<Decision>
          aria-label={messages.decisionOf(name)}
          size="sm"
          options={DECISIONS.map((value) => ({ value, label: messages.DECISION_LABELS[value] }))}
          {...(decision && { value: decision })}
          onChange={(value) => onReview({ decision: value })}
        />
      </td>
      <td className={styles.note}>
        <Input
          aria-label={messages.noteOf(name)}
          placeholder={messages.NOTE_PLACEHOLDER}
          defaultValue={note ?? ''}
          onBlur={({ currentTarget: { value } }) => value !== (note ?? '') && onReview({ note: value })}
        />
      </td>
    </tr>
  );
}

function portsOf({ ports }: GeneratedRule): string {
  return ports
    .map(({ protocol, port, endPort }) => [protocol, port, endPort && `to ${endPort}`].filter(Boolean).join(' '))
    .join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    '& th': { textAlign: 'left', fontWeight: theme.typography.fontWeightMedium },
    '& th, & td': { padding: theme.spacing(0.5, 1), verticalAlign: 'top' },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  direction: css({ whiteSpace: 'nowrap' }),
  peer: css({ overflowWrap: 'anywhere' }),
  evidence: css({ color: theme.colors.text.secondary }),
  note: css({ minWidth: 180 }),
});
