import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Menu } from '@grafana/ui';
import React from 'react';
import { edgesCsv } from '../../core/graph/edgesCsv';
import { download } from '../export/download';
import { fileNameOf } from '../export/fileName';
import { pictureToPng } from '../export/pictureToPng';
import { leftOutOfSvg, pictureToSvg } from '../export/pictureToSvg';
import { type ExportProps } from './ExportButton';

const PNG_SCALE = 2;
/** Without it spreadsheets take the file for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

export function ExportMenu({ model: { graph, data }, picture, title, facts }: ExportProps) {
  const save = (blob: Blob, extension: 'png' | 'svg' | 'csv') =>
    download(blob, fileNameOf(title, Date.now(), extension));
  const savePng = () => pictureToPng(picture, facts, PNG_SCALE).then((blob) => save(blob, 'png'), sayProblem);
  const leftOut = leftOutOfSvg(picture);
  return (
    <Menu>
      <Menu.Item label="PNG, as seen" icon="camera" onClick={() => void savePng()} />
      <Menu.Item
        label={leftOut > 0 ? `SVG, as seen without the ${leftOut} lightest edges` : 'SVG, as seen'}
        icon="pen"
        onClick={() => save(new Blob([pictureToSvg(picture, title, facts)], { type: 'image/svg+xml' }), 'svg')}
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
