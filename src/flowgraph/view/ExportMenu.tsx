import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Menu } from '@grafana/ui';
import React from 'react';
import { edgesCsv } from '../model/edgesCsv';
import { download } from '../../common/download';
import { fileNameOf } from '../export/fileName';
import { renderPng } from '../export/renderPng';
import { omittedFromSvg, renderSvg } from '../export/renderSvg';
import { type ExportProps } from './props';
import * as messages from '../messages/export';

const PNG_SCALE = 2;
/** Without it, spreadsheets assume another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The formats to choose from. */
export function ExportMenu({ model: { graph, data }, renderInput, title, facts }: ExportProps) {
  const save = (blob: Blob, extension: 'png' | 'svg' | 'csv') =>
    download(blob, fileNameOf(title, Date.now(), extension));
  const savePng = () => renderPng(renderInput, facts, PNG_SCALE).then((blob) => save(blob, 'png'), showProblem);
  const omitted = omittedFromSvg(renderInput);
  return (
    <Menu>
      <Menu.Item label={messages.pngLabel} icon="camera" onClick={() => void savePng()} />
      <Menu.Item
        label={messages.svgLabel(omitted)}
        icon="pen"
        onClick={() => save(new Blob([renderSvg(renderInput, title, facts)], { type: 'image/svg+xml' }), 'svg')}
      />
      <Menu.Item
        label={messages.csvLabel(graph.edges.length)}
        icon="table"
        onClick={() => save(new Blob([BYTE_ORDER_MARK, edgesCsv(graph, data.measures)], { type: 'text/csv' }), 'csv')}
      />
    </Menu>
  );
}

function showProblem(failure: unknown): void {
  const text = failure instanceof Error ? failure.message : String(failure);
  getAppEvents().publish({ type: AppEvents.alertError.name, payload: [messages.exportFailed, text] });
}
