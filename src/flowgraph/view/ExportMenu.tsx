import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Menu } from '@grafana/ui';
import React from 'react';
import { edgesCsv } from '../model/edgesCsv';
import { download } from '../export/download';
import { fileNameOf } from '../export/fileName';
import { renderPng } from '../export/renderPng';
import { omittedFromSvg, renderSvg } from '../export/renderSvg';
import { type ExportProps } from './props';

const PNG_SCALE = 2;
/** Without it spreadsheets take the file for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

export function ExportMenu({ model: { graph, data }, renderInput, title, facts }: ExportProps) {
  const save = (blob: Blob, extension: 'png' | 'svg' | 'csv') =>
    download(blob, fileNameOf(title, Date.now(), extension));
  const savePng = () => renderPng(renderInput, facts, PNG_SCALE).then((blob) => save(blob, 'png'), sayProblem);
  const omitted = omittedFromSvg(renderInput);
  return (
    <Menu>
      <Menu.Item label="PNG, as seen" icon="camera" onClick={() => void savePng()} />
      <Menu.Item
        label={omitted > 0 ? `SVG, as seen without the ${omitted} lightest edges` : 'SVG, as seen'}
        icon="pen"
        onClick={() => save(new Blob([renderSvg(renderInput, title, facts)], { type: 'image/svg+xml' }), 'svg')}
      />
      <Menu.Item
        label={`CSV, ${graph.edges.length} edges`}
        icon="table"
        onClick={() => save(new Blob([BYTE_ORDER_MARK, edgesCsv(graph, data.measures)], { type: 'text/csv' }), 'csv')}
      />
    </Menu>
  );
}

function sayProblem(failure: unknown): void {
  const text = failure instanceof Error ? failure.message : String(failure);
  getAppEvents().publish({ type: AppEvents.alertError.name, payload: ['The picture was not saved', text] });
}
