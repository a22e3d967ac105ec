import { ENFORCEMENTS, type Enforcement } from '../../core/policy/amazon/enforcement';
import { STAGES, type Stage } from '../../core/policy/review/proposal';
import { readScope, type Scope, scopeParameters, textIn, type UrlQuery } from '../shared/scope';

/** Which policies apply: those of a stage of the proposal, or the draft with the default deny. */
export const SHOWN_STAGES = [...STAGES, 'draft'] as const;
export type ShownStage = Stage | 'draft';

/** How a file is shown: its rules for review, its text to edit, or what it changes in the cluster. */
export const FILE_VIEWS = ['rules', 'text', 'changes'] as const;
export type FileView = (typeof FILE_VIEWS)[number];

/** What the page shows, as in its URL. */
export interface PageState extends Scope {
  enforcement: Enforcement;
  stage: ShownStage;
  /** The stage that it is compared with. */
  compared?: ShownStage;
  /** Only flows of this namespace. */
  namespace?: string;
  /** Whether allowed flows are listed, too. */
  showsAllowed: boolean;
  /** The path of the selected file; absent: the first one. */
  file?: string;
  fileView: FileView;
}

/** Reads the state from the parameters of the URL. Unknown values become the default. */
export function readPageState(query: UrlQuery): PageState {
  const [namespace, file] = [textIn(query, 'namespace'), textIn(query, 'file')];
  const stage = SHOWN_STAGES.find((each) => each === query.stage) ?? 'today';
  const compared = SHOWN_STAGES.find((each) => each === query.compared && each !== stage);
  return {
    ...readScope(query, 'now-1h'),
    enforcement: ENFORCEMENTS.find((each) => each === query.enforcement) ?? 'vpc-cni-standard',
    stage,
    ...(compared !== undefined && { compared }),
    ...(namespace !== undefined && { namespace }),
    showsAllowed: query.flows === 'all',
    ...(file !== undefined && { file }),
    fileView: FILE_VIEWS.find((each) => each === query.view) ?? 'rules',
  };
}

/** The parameters of the URL; null removes one. Defaults are not part of a URL. */
export function pageParameters(state: PageState): Record<string, string | null> {
  const { enforcement, stage, compared, namespace, showsAllowed, file, fileView } = state;
  return {
    ...scopeParameters(state),
    enforcement: enforcement === 'vpc-cni-standard' ? null : enforcement,
    stage: stage === 'today' ? null : stage,
    compared: compared === undefined || compared === stage ? null : compared,
    namespace: namespace ?? null,
    flows: showsAllowed ? 'all' : null,
    file: file ?? null,
    view: fileView === 'rules' ? null : fileView,
  };
}
