import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ClipboardButton, Combobox, Field, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type ObservationFacts } from '../../core/policy/files/policyFile';
import { type GeneratedPolicy } from '../../core/policy/generate/generatedPolicy';
import { type Inventory } from '../../core/policy/inventory';
import { type Draft, reviewProgress, withText } from '../../core/policy/review/draft';
import { type DraftFile, OWN_POLICIES_PATH } from '../../core/policy/review/draftFiles';
import { FileChanges } from './FileChanges';
import { FileText } from './FileText';
import { LeftOutFlows } from './LeftOutFlows';
import * as messages from './messages';
import { FILE_VIEWS, type FileView, type PageState } from './pageState';
import { RuleReviews } from './RuleReviews';
import { saveArchive, saveFile } from './saveFiles';
import { Section } from '../shared/Section';

interface PolicyFilesProps {
  files: readonly DraftFile[];
  generated: readonly GeneratedPolicy[];
  inventory: Inventory;
  facts: ObservationFacts;
  draft: Draft;
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
  onDraft: (draft: Draft) => void;
}

/** The generated files, one at a time: to review, edit, copy, and download. */
export function PolicyFiles(props: PolicyFilesProps) {
  const styles = useStyles2(getStyles);
  const { files, generated, facts, draft, state, onChange, onDraft } = props;
  const file = files.find(({ path }) => path === state.file) ?? files[0];
  const broken = files.filter(({ problems }) => problems.length > 0);
  const { reviewed, rules } = reviewProgress(
    files.flatMap((each) => each.generated ?? []),
    draft
  );
  const addOwn = () => {
    onDraft(withText(draft, OWN_POLICIES_PATH, messages.OWN_POLICIES_TEMPLATE));
    onChange({ file: OWN_POLICIES_PATH, fileView: 'text', stage: 'draft' });
  };
  return (
    <Section title={messages.FILES_TITLE}>
      <Stack direction="column" gap={2}>
        <p className={styles.purpose}>{messages.FILES_PURPOSE}</p>
        <p className={styles.reviewed} role="status">
          {messages.reviewedRules(reviewed, rules)}
        </p>
        <LeftOutFlows policies={generated} />
        {broken.length > 0 && (
          <Alert severity="error" title={messages.brokenFiles(broken.map(({ path }) => path))}>
            {messages.BROKEN_FILES_REMEDY}
          </Alert>
        )}
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <Field label={messages.FILE} htmlFor="policies-file" noMargin>
            <Combobox
              id="policies-file"
              width="auto"
              minWidth={20}
              maxWidth={44}
              value={file?.path ?? null}
              options={files.map(({ path, isEdited }) => ({
                value: path,
                label: path,
                ...(isEdited && { description: messages.EDITED }),
              }))}
              onChange={({ value }) => onChange({ file: value })}
            />
          </Field>
          {file && (
            <>
              <ClipboardButton icon="copy" variant="secondary" getText={() => file.text(facts)}>
                {messages.COPY_FILE}
              </ClipboardButton>
              <Button icon="download-alt" variant="secondary" onClick={() => saveFile(file, facts)}>
                {messages.DOWNLOAD_FILE}
              </Button>
            </>
          )}
          {!files.some(({ path }) => path === OWN_POLICIES_PATH) && (
            <Button icon="plus" variant="secondary" onClick={addOwn}>
              {messages.ADD_OWN_POLICIES}
            </Button>
          )}
          <Button icon="download-alt" onClick={() => saveArchive(files, facts)}>
            {messages.downloadAll(files.length)}
          </Button>
        </Stack>
        {file && <SelectedFile {...props} file={file} />}
      </Stack>
    </Section>
  );
}

function SelectedFile({
  file,
  inventory,
  facts,
  draft,
  state,
  onChange,
  onDraft,
}: PolicyFilesProps & { file: DraftFile }) {
  const views = FILE_VIEWS.filter((view) => view !== 'rules' || (file.generated && !file.isEdited));
  const shown = views.find((view) => view === state.fileView) ?? views[0];
  return (
    <Stack direction="column" gap={1}>
      <div>
        <RadioButtonGroup<FileView>
          aria-label={messages.FILE_VIEW}
          size="sm"
          options={views.map((value) => ({ value, label: messages.FILE_VIEW_LABELS[value] }))}
          value={shown}
          onChange={(fileView) => onChange({ fileView })}
        />
      </div>
      {shown === 'rules' && file.generated && (
        <RuleReviews generated={file.generated} draft={draft} onDraft={onDraft} />
      )}
      {shown === 'text' && (
        <FileText file={file} facts={facts} onText={(text) => onDraft(withText(draft, file.path, text))} />
      )}
      {shown === 'changes' && <FileChanges file={file} inventory={inventory} />}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  purpose: css({ maxWidth: 800, color: theme.colors.text.secondary, margin: 0 }),
  reviewed: css({ margin: 0 }),
});
