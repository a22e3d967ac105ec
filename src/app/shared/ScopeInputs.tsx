import { rangeUtil } from '@grafana/data';
import { Button, Combobox, type ComboboxOption, Field, Stack, TimeRangePicker } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Watched } from '../../core/query/flowsQuery';
import { type AppDataSource } from './dataSources';
import * as messages from './messages';
import { type Scope } from './scope';
import { useLoaded } from './useLoaded';

interface ScopeInputsProps {
  scope: Scope;
  dataSources: ReadonlyArray<{ uid: string; name: string }>;
  dataSource: AppDataSource | undefined;
  onChange: (change: Partial<Scope>) => void;
  onRefresh: () => void;
  /** More inputs of the page. */
  children?: ReactNode;
}

/** What a page is about: the source of the flows, and the time range. */
export function ScopeInputs({ scope, dataSources, dataSource, onChange, onRefresh, children }: ScopeInputsProps) {
  const { watched } = scope;
  const choices = useLoaded(() => watchedChoices(dataSource), dataSource?.uid);
  return (
    <Stack gap={2} wrap="wrap" alignItems="flex-end">
      <Field label={messages.SCOPE_LABELS.dataSource} htmlFor="page-data-source" noMargin>
        <Combobox
          id="page-data-source"
          width={28}
          value={dataSource?.uid ?? null}
          options={dataSources.map(({ uid, name }) => ({ value: uid, label: name }))}
          onChange={({ value }) => onChange({ dataSource: value, watched: undefined })}
        />
      </Field>
      <Field label={messages.SCOPE_LABELS.watched} htmlFor="page-watched" noMargin>
        <Combobox
          id="page-watched"
          width={28}
          isClearable
          placeholder={messages.ONLY_MONITOR}
          value={watched ? watchedOption(watched) : null}
          options={(choices.value ?? []).map(watchedOption)}
          onChange={(option) => onChange({ watched: option ? watchedOf(option.value) : undefined })}
        />
      </Field>
      {children}
      <RangePicker scope={scope} onChange={onChange} />
      <Button icon="sync" variant="secondary" onClick={onRefresh}>
        {messages.SCOPE_LABELS.refresh}
      </Button>
    </Stack>
  );
}

function RangePicker({ scope: { from, to }, onChange }: Pick<ScopeInputsProps, 'scope' | 'onChange'>) {
  const range = rangeUtil.convertRawToRange({ from, to });
  const rawText = (value: typeof range.raw.from) => (typeof value === 'string' ? value : value.toISOString());
  return (
    <TimeRangePicker
      value={range}
      onChange={({ raw }) => onChange({ from: rawText(raw.from), to: rawText(raw.to) })}
      onChangeTimeZone={() => undefined}
      onMoveBackward={() => onChange(moved(range, -1))}
      onMoveForward={() => onChange(moved(range, 1))}
      onZoom={() => onChange(widened(range))}
    />
  );
}

type Range = ReturnType<typeof rangeUtil.convertRawToRange>;

/** Earlier or later by half of the range, as in Grafana. */
function moved({ from, to }: Range, direction: 1 | -1): Partial<Scope> {
  const shiftMs = (direction * (to.valueOf() - from.valueOf())) / 2;
  return absolute(from.valueOf() + shiftMs, to.valueOf() + shiftMs);
}

/** Twice as long around the same center, as when zooming out in Grafana. */
function widened({ from, to }: Range): Partial<Scope> {
  const halfMs = (to.valueOf() - from.valueOf()) / 2;
  return absolute(from.valueOf() - halfMs, to.valueOf() + halfMs);
}

function absolute(fromMs: number, toMs: number): Partial<Scope> {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** The monitors and clusters of a data source. Errors leave the list empty: the flows report what is wrong. */
async function watchedChoices(dataSource: AppDataSource | undefined): Promise<Watched[]> {
  const namesOf = async (kind: Watched['kind']) => {
    const found = (await dataSource?.metricFindQuery(`${kind}s`).catch(() => [])) ?? [];
    return found.map(({ text }): Watched => ({ kind, name: text }));
  };
  return [...(await namesOf('cluster')), ...(await namesOf('monitor'))];
}

/** A name can be that of a monitor and of a cluster. The one in the URL is shown by its name before the list is loaded, too. */
function watchedOption({ kind, name }: Watched): ComboboxOption {
  return { value: `${kind}:${name}`, label: name, description: kind };
}

function watchedOf(value: string): Watched {
  const name = value.slice(value.indexOf(':') + 1);
  return { kind: value.startsWith('cluster:') ? 'cluster' : 'monitor', name };
}
