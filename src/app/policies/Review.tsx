import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, Field, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { ClusterIndex } from '../../core/policy/clusterIndex';
import { observationLines, type ObservationFacts } from '../../core/policy/files/policyFile';
import { type Inventory } from '../../core/policy/inventory';
import { countOutcomes, type JudgedFlow } from '../../core/policy/review/judge';
import { mistakesOf } from '../../core/policy/review/mistakes';
import { namespaceStates } from '../../core/policy/review/namespaceStates';
import { type Proposal, proposalFiles, STAGES, type Stage, stageVerdicts } from '../../core/policy/review/proposal';
import { FlowVerdicts } from './FlowVerdicts';
import { Mistakes } from './Mistakes';
import * as messages from './messages';
import { NamespaceTable } from './NamespaceTable';
import { type PageState } from './pageState';
import { PolicyFiles } from './PolicyFiles';

interface ReviewProps {
  proposal: Proposal;
  facts: ObservationFacts;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}

/** What the observed flows and the policies of a stage are: verdicts by namespace and by flow, and the generated files. */
export function Review({ proposal, facts, state, onChange }: ReviewProps) {
  const styles = useStyles2(getStyles);
  const { stage, enforcement } = state;
  const judgedIn = useMemo(() => stageVerdicts(proposal, enforcement), [proposal, enforcement]);
  const judged = useMemo(() => judgedIn(stage), [judgedIn, stage]);
  const files = useMemo(() => proposalFiles(proposal, facts), [proposal, facts]);
  const mistakes = useMemo(() => mistakesOf(proposal, enforcement), [proposal, enforcement]);
  const states = useMemo(
    () => namespaceStates(proposal, judged, new ClusterIndex(proposal.inventory)),
    [proposal, judged]
  );
  return (
    <Stack direction="column" gap={3}>
      <Observed proposal={proposal} facts={facts} />
      <Field label={messages.LABELS.stage} description={messages.STAGE_LABELS[stage].description} noMargin>
        <RadioButtonGroup<Stage>
          options={STAGES.map((value) => ({ value, ...messages.STAGE_LABELS[value] }))}
          value={stage}
          onChange={(value) => onChange({ stage: value })}
        />
      </Field>
      <p className={styles.counts} role="status">
        {messages.outcomeCounts(countOutcomes(judged))}
      </p>
      <section aria-labelledby="namespaces-title">
        <h2 id="namespaces-title" className={styles.title}>
          {messages.NAMESPACES_TITLE}
        </h2>
        <NamespaceTable states={states} onSelect={(namespace) => onChange({ namespace })} />
      </section>
      <Flows inventory={proposal.inventory} judged={judged} state={state} onChange={onChange} />
      {proposal.inventory.policies.length > 0 && (
        <section aria-labelledby="mistakes-title">
          <h2 id="mistakes-title" className={styles.title}>
            {messages.MISTAKES_TITLE}
          </h2>
          {mistakes.length === 0 ? <p>{messages.NO_MISTAKES}</p> : <Mistakes findings={mistakes} />}
        </section>
      )}
      <section aria-labelledby="files-title">
        <h2 id="files-title" className={styles.title}>
          {messages.FILES_TITLE}
        </h2>
        <PolicyFiles files={files} />
      </section>
    </Stack>
  );
}

function Observed({ proposal: { observation }, facts }: Pick<ReviewProps, 'proposal' | 'facts'>) {
  const styles = useStyles2(getStyles);
  const reasons = [...new Set(observation.unplaced.map(({ why }) => why))];
  return (
    <section aria-labelledby="observation-title">
      <h2 id="observation-title" className={styles.title}>
        {messages.OBSERVATION_TITLE}
      </h2>
      <ul className={styles.facts}>
        {observationLines(facts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {reasons.length > 0 && (
        <details>
          <summary>{messages.unplacedTitle(observation.unplaced.length)}</summary>
          <ul className={styles.facts}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Flows({
  inventory,
  judged,
  state,
  onChange,
}: { inventory: Inventory; judged: readonly JudgedFlow[] } & Pick<ReviewProps, 'state' | 'onChange'>) {
  const styles = useStyles2(getStyles);
  const { namespace, showsAllowed } = state;
  const listed = useMemo(
    () =>
      judged.filter(
        ({ observed: { flow }, verdict }) =>
          (showsAllowed || verdict.outcome !== 'allowed') &&
          (namespace === undefined ||
            [flow.client, flow.server].some((end) => end.kind === 'pod' && end.namespace === namespace))
      ),
    [judged, namespace, showsAllowed]
  );
  return (
    <section aria-labelledby="flows-title">
      <Stack alignItems="center" gap={2} wrap="wrap">
        <h2 id="flows-title" className={styles.title}>
          {messages.FLOWS_TITLE}
        </h2>
        <Checkbox
          label={messages.SHOW_ALLOWED}
          value={showsAllowed}
          onChange={({ currentTarget }) => onChange({ showsAllowed: currentTarget.checked })}
        />
        {namespace !== undefined && (
          <Button size="sm" variant="secondary" icon="times" onClick={() => onChange({ namespace: undefined })}>
            {namespace}
          </Button>
        )}
      </Stack>
      {listed.length === 0 ? <p>{messages.ALL_ALLOWED}</p> : <FlowVerdicts inventory={inventory} judged={listed} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h4 }),
  facts: css({ paddingLeft: theme.spacing(2.5), color: theme.colors.text.secondary }),
  counts: css({ ...theme.typography.h3, margin: 0 }),
});
