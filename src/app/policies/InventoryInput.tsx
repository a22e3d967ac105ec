import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ClipboardButton, FileDropzone, Stack, TextArea, useStyles2 } from '@grafana/ui';
import React, { useRef, useState } from 'react';
import { KUBECTL_COMMAND, POLICY_ENDPOINTS_COMMAND } from '../../core/policy/read/kubectl';
import { parseObjects } from '../../core/policy/read/parseObjects';
import { type InventoryReading, readInventory } from '../../core/policy/read/readInventory';
import * as messages from './messages';

interface InventoryInputProps {
  reading: InventoryReading | undefined;
  onRead: (reading: InventoryReading | undefined) => void;
}

/** Reads Kubernetes objects from a file or pasted text, or says what was read. */
export function InventoryInput({ reading, onRead }: InventoryInputProps) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-labelledby="inventory-title">
      <h2 id="inventory-title" className={styles.title}>
        {messages.INVENTORY_TITLE}
      </h2>
      {reading ? (
        <ReadObjects reading={reading} onReplace={() => onRead(undefined)} />
      ) : (
        <ObjectsReader onRead={onRead} />
      )}
    </section>
  );
}

function ObjectsReader({ onRead }: Pick<InventoryInputProps, 'onRead'>) {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  // Each of several files is read on its own.
  const objects = useRef<unknown[]>([]);
  const read = (content: string) => {
    try {
      objects.current = [...objects.current, ...parseObjects(content)];
      onRead(readInventory(objects.current));
    } catch (failure) {
      setProblem(messages.unreadable(failure instanceof Error ? failure.message : String(failure)));
    }
  };
  return (
    <Stack direction="column" gap={2}>
      <p className={styles.purpose}>{messages.INVENTORY_PURPOSE}</p>
      <Command text={KUBECTL_COMMAND} />
      <p className={styles.purpose}>{messages.POLICY_ENDPOINTS_PURPOSE}</p>
      <Command text={POLICY_ENDPOINTS_COMMAND} />
      <FileDropzone
        options={{ multiple: true, accept: { 'application/json': ['.json'], 'application/yaml': ['.yaml', '.yml'] } }}
        readAs="readAsText"
        onLoad={(content) => read(String(content))}
      >
        <p className={styles.drop}>{messages.DROP_FILE}</p>
      </FileDropzone>
      <TextArea
        aria-label={messages.INVENTORY_PLACEHOLDER}
        placeholder={messages.INVENTORY_PLACEHOLDER}
        rows={4}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div>
        <Button disabled={text.trim() === ''} onClick={() => read(text)}>
          {messages.READ_TEXT}
        </Button>
      </div>
      {problem !== undefined && <Alert severity="error" title={problem} />}
    </Stack>
  );
}

function Command({ text }: { text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <Stack gap={1} alignItems="flex-start">
      <code className={styles.command}>{text}</code>
      <ClipboardButton icon="copy" variant="secondary" getText={() => text}>
        {messages.COPY_COMMAND}
      </ClipboardButton>
    </Stack>
  );
}

function ReadObjects({ reading, onReplace }: { reading: InventoryReading; onReplace: () => void }) {
  const { inventory, problems } = reading;
  const { pods, namespaces, services, policies } = inventory;
  const created = pods.flatMap(({ createdMs }) => createdMs ?? []);
  const youngestMs = created.reduce((latest, timeMs) => Math.max(latest, timeMs), 0);
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={2} alignItems="center" wrap="wrap">
        <span>
          {messages.inventorySummary({
            pods: pods.length,
            namespaces: namespaces.length,
            services: services.length,
            policies: policies.length,
          })}{' '}
          {youngestMs > 0 && messages.youngestPod(dateTimeFormat(youngestMs))}
        </span>
        <Button size="sm" variant="secondary" onClick={onReplace}>
          {messages.REPLACE_INVENTORY}
        </Button>
      </Stack>
      {problems.length > 0 && (
        <Alert severity="warning" title={messages.problemsTitle(problems.length)}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h4 }),
  purpose: css({ maxWidth: 800, color: theme.colors.text.secondary, margin: 0 }),
  command: css({ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', maxWidth: 760, padding: theme.spacing(1) }),
  drop: css({ margin: 0, color: theme.colors.text.secondary }),
});
