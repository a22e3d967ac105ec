import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { type PicturePage } from '../page/picturePage';
import { cytoscapePage } from './shared/cytoscapePage';

/** Shows Cytoscape.js with its force-directed layout for groups, in the quality for pictures. */
export function openPage(): PicturePage {
  cytoscape.use(fcose);
  return cytoscapePage({ name: 'fcose', quality: 'proof', animate: false } as cytoscape.LayoutOptions);
}
