import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, Combobox, Field, Stack, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { download } from '../../common/download';
import { type PolicyFile } from '../../core/policy/files/policyFile';
import * as messages from './messages';

const YAML = 'application/yaml';

/** The generated files, one at a time, to copy and download. */
export function PolicyFiles({ files }: { files: readonly PolicyFile[] }) {
  const styles = useStyles2(getStyles);
  const [selected, setSelected] = useState<string>();
  const file = files.find(({ path }) => path === selected) ?? files[0];
  if (file === undefined) {
    return null;
  }
  const save = (name: string, text: string) => download(new Blob([text], { type: YAML }), name);
  const all = () => files.map(({ text }) => text).join('---\n');
  return (
    <Stack direction="column" gap={1}>
      <p className={styles.purpose}>{messages.FILES_PURPOSE}</p>
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <Field label={messages.FILE} htmlFor="policies-file" noMargin>
          <Combobox
            id="policies-file"
            width={50}
            value={file.path}
            options={files.map(({ path }) => ({ value: path, label: path }))}
            onChange={({ value }) => setSelected(value)}
          />
        </Field>
        <ClipboardButton icon="copy" variant="secondary" getText={() => file.text}>
          {messages.COPY_FILE}
        </ClipboardButton>
        <Button icon="download-alt" variant="secondary" onClick={() => save(fileName(file.path), file.text)}>
          {messages.DOWNLOAD_FILE}
        </Button>
        <Button icon="download-alt" onClick={() => save(messages.ALL_POLICIES_FILE, all())}>
          {messages.downloadAll(files.length)}
        </Button>
      </Stack>
      <pre className={styles.text} tabIndex={0} aria-label={file.path}>
        {file.text}
      </pre>
    </Stack>
  );
}

function fileName(path: string): string {
  return path.replace('/', '-');
}

const getStyles = (theme: GrafanaTheme2) => ({
  purpose: css({ maxWidth: 800, color: theme.colors.text.secondary, margin: 0 }),
  text: css({ maxHeight: 520, overflow: 'auto' }),
});
