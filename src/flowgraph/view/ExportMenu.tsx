import { Dropdown, IconButton, Menu } from '@grafana/ui';
import React, { useState } from 'react';
import { edgesCsv } from '../../core/graph/edgesCsv';
import { type Picture } from '../canvas/picture';
import { download } from '../export/download';
import { fileNameOf } from '../export/fileName';
import { pictureToPng } from '../export/pictureToPng';
import { leftOutOfSvg, pictureToSvg } from '../export/pictureToSvg';
import { type GraphModel } from './useGraph';

interface Props {
  model: GraphModel;
  picture: Picture;
  title: string;
}

const PNG_SCALE = 2;
/** Without it spreadsheets take the file for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves what is seen as a picture, or its edges as a table. */
export function ExportMenu({ model: { graph, data }, picture, title }: Props) {
  const [problem, setProblem] = useState<string>();
  const save = (blob: Blob, extension: 'png' | 'svg' | 'csv') =>
    download(blob, fileNameOf(title, Date.now(), extension));
  const savePng = () =>
    pictureToPng(picture, PNG_SCALE).then(
      (blob) => save(blob, 'png'),
      () => setProblem('The picture could not be made. Choose SVG.')
    );
  const leftOut = leftOutOfSvg(picture);
  const menu = (
    <Menu>
      <Menu.Item label="PNG, as seen" icon="camera" onClick={() => void savePng()} />
      <Menu.Item
        label={leftOut > 0 ? `SVG, as seen without the ${leftOut} lightest edges` : 'SVG, as seen'}
        icon="pen"
        onClick={() => save(new Blob([pictureToSvg(picture, title)], { type: 'image/svg+xml' }), 'svg')}
      />
      <Menu.Item
        label={`CSV, ${graph.edges.length} edges`}
        icon="table"
        onClick={() => save(new Blob([BYTE_ORDER_MARK, edgesCsv(graph, data.measures)], { type: 'text/csv' }), 'csv')}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <IconButton name="download-alt" tooltip={problem ?? 'Export'} aria-label="Export" />
    </Dropdown>
  );
}
