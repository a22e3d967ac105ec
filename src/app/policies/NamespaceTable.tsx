import { Badge, Button, type CellProps, type Column, InteractiveTable } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type NamespaceState } from '../../core/policy/review/namespaceStates';
import * as messages from './messages';
import { WideTable } from '../shared/WideTable';

/** The state of each namespace. Selecting one filters the flows. */
export function NamespaceTable({
  states,
  onSelect,
}: {
  states: readonly NamespaceState[];
  onSelect: (namespace: string) => void;
}) {
  const columns = useMemo(() => namespaceColumns(onSelect), [onSelect]);
  return (
    <WideTable label={messages.NAMESPACES_TITLE} minWidthPx={560}>
      <InteractiveTable columns={columns} data={[...states]} getRowId={({ namespace }) => namespace} />
    </WideTable>
  );
}

type NamespaceCell = CellProps<NamespaceState>;

function namespaceColumns(onSelect: (namespace: string) => void): Array<Column<NamespaceState>> {
  const { namespace, covered, flows, denied, unknown } = messages.NAMESPACE_COLUMNS;
  return [
    {
      id: 'namespace',
      header: namespace,
      sortType: 'string',
      cell: ({ row: { original } }: NamespaceCell) => (
        <Button fill="text" size="sm" onClick={() => onSelect(original.namespace)}>
          {original.namespace}
        </Button>
      ),
    },
    {
      id: 'podsWithPolicy',
      header: covered,
      sortType: 'number',
      cell: ({ row: { original } }: NamespaceCell) => messages.coveredPods(original.podsWithPolicy, original.pods),
    },
    { id: 'flows', header: flows, sortType: 'number' },
    {
      id: 'denied',
      header: denied,
      sortType: 'number',
      cell: ({ row: { original } }: NamespaceCell) =>
        original.denied > 0 ? <Badge color="red" text={String(original.denied)} /> : '0',
    },
    {
      id: 'unknown',
      header: unknown,
      sortType: 'number',
      cell: ({ row: { original } }: NamespaceCell) =>
        original.unknown > 0 ? <Badge color="orange" text={String(original.unknown)} /> : '0',
    },
  ];
}
