import { Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Flow } from '../../core/flow/flow';
import { type ObservationFacts } from '../../core/policy/files/policyFile';
import { type Draft } from '../../core/policy/review/draft';
import { draftFiles } from '../../core/policy/review/draftFiles';
import { mistakeFinder } from '../../core/policy/review/mistakes';
import { namespaceStates } from '../../core/policy/review/namespaceStates';
import { type Policy } from '../../core/policy/policies';
import { type Proposal, stageVerdicts } from '../../core/policy/review/proposal';
import { VerdictFlows } from '../../core/policy/review/verdictFlows';
import { withPolicies } from '../../core/policy/review/withPolicies';
import { DesignCheck } from './DesignCheck';
import { FlowList } from './FlowList';
import { Mistakes } from './Mistakes';
import * as messages from './messages';
import { NamespaceTable } from './NamespaceTable';
import { Observed } from './Observed';
import { type PageState, type ShownStage } from './pageState';
import { PolicyFiles } from './PolicyFiles';
import { Section } from '../shared/Section';
import { StagePicker } from './StagePicker';
import { VerdictGraph } from './VerdictGraph';

interface ReviewProps {
  proposal: Proposal;
  facts: ObservationFacts;
  draft: Draft;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
  onDraft: (draft: Draft) => void;
}

/** What the observed flows and the policies of a stage are: verdicts in the graph, by namespace, and by flow; and the files. */
export function Review({ proposal, facts, draft, state, onChange, onDraft }: ReviewProps) {
  const { stage, compared, enforcement, namespace } = state;
  const { rules, texts } = draft;
  const files = useMemo(() => draftFiles(proposal, { rules, texts }), [proposal, rules, texts]);
  const drafted = useMemo(() => files.flatMap(({ policies }) => policies), [files]);
  const judge = useMemo(() => stageVerdicts(proposal, enforcement), [proposal, enforcement]);
  const appliedIn = (shown: ShownStage) => (shown === 'draft' ? drafted : shown);
  const [applied, appliedBefore] = [appliedIn(stage), compared && appliedIn(compared)];
  const judged = useMemo(() => judge(applied), [judge, applied]);
  const before = useMemo(() => appliedBefore && judge(appliedBefore), [judge, appliedBefore]);
  const verdictFlows = useMemo(() => new VerdictFlows(proposal.observation), [proposal]);
  const flows = useMemo(
    () => verdictFlows.under(judged, before).filter((flow) => isIn(flow, namespace)),
    [verdictFlows, judged, before, namespace]
  );
  const states = useMemo(() => namespaceStates(proposal, judged), [proposal, judged]);
  return (
    <Stack direction="column" gap={3}>
      <Observed proposal={proposal} facts={facts} />
      <StagePicker state={state} judged={judged} onChange={onChange} />
      <VerdictGraph flows={flows} window={facts.window} />
      <Section title={messages.NAMESPACES_TITLE}>
        <NamespaceTable states={states} onSelect={(selected) => onChange({ namespace: selected })} />
      </Section>
      <FlowList cluster={proposal} judged={judged} state={state} onChange={onChange} />
      <DesignCheck
        cluster={proposal}
        judged={judged}
        text={draft.design}
        onText={(design) => onDraft({ ...draft, design })}
      />
      <StageMistakes proposal={proposal} drafted={stage === 'draft' ? drafted : undefined} state={state} />
      <PolicyFiles
        files={files}
        generated={proposal.generated}
        inventory={proposal.inventory}
        facts={facts}
        draft={draft}
        state={state}
        onChange={onChange}
        onDraft={onDraft}
      />
    </Stack>
  );
}

function isIn({ client, server }: Flow, namespace: string | undefined): boolean {
  return namespace === undefined || client.namespace === namespace || server.namespace === namespace;
}

interface StageMistakesProps {
  proposal: Proposal;
  /** Absent: the policies of today. */
  drafted: readonly Policy[] | undefined;
  state: PageState;
}

function StageMistakes({ proposal, drafted, state: { enforcement } }: StageMistakesProps) {
  const { inventory } = proposal;
  const policies = useMemo(
    () => (drafted ? withPolicies(inventory, drafted).policies : inventory.policies),
    [inventory, drafted]
  );
  const find = useMemo(() => mistakeFinder(proposal, enforcement), [proposal, enforcement]);
  const mistakes = useMemo(() => find(policies), [find, policies]);
  const title = drafted ? messages.DRAFT_MISTAKES_TITLE : messages.MISTAKES_TITLE;
  return policies.length === 0 ? null : (
    <Section title={title}>
      {mistakes.length === 0 ? <p>{messages.NO_MISTAKES}</p> : <Mistakes label={title} findings={mistakes} />}
    </Section>
  );
}
