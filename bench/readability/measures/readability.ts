import { type Picture } from '../picture/picture';
import { type Contrasts, edgeContrasts, textContrasts } from './contrasts';
import { distinguishableEdges, type DistinguishableEdges } from './distinguishableEdges';
import { edgeCrossings } from './edgeCrossings';
import { type Detours, detoursOf, inkOf } from './edgeLengths';
import { edgesOverBoxes } from './edgesOverBoxes';
import { crossedNames } from './edgesOverTexts';
import { fontSizes, type FontSizes } from './nameSizes';
import { nameProblems, type NameProblems } from './names';
import { overlaps, type Overlaps } from './overlaps';
import { usedArea, type UsedArea } from './usedArea';

/** The readability of a picture, from what is drawn. */
export interface Readability {
  /** Numbers of what is drawn. */
  nodes: number;
  groups: number;
  edges: number;
  names: FontSizes | undefined;
  details: FontSizes | undefined;
  area: UsedArea;
  /** Numbers of edges that cross a name, and of the names that are crossed. */
  overNames: { edges: number; names: number };
  /** Numbers of edges that cross a foreign box, and of pairs of an edge and such a box. */
  overBoxes: { edges: number; pairs: number };
  overlaps: Overlaps;
  crossings: number;
  /** In square CSS pixels. */
  ink: number;
  detours: Detours | undefined;
  distinguishable: DistinguishableEdges;
  nameProblems: NameProblems;
  /** The names that most edges cross, with the ids of these edges. */
  worstNames: Array<{ name: string; edges: string[] }>;
}

/** Contrasts with one theme. */
export interface ThemeContrasts {
  texts: Contrasts | undefined;
  edges: Contrasts | undefined;
}

const MAX_WORST_NAMES = 5;

/** Everything about the geometry of a picture. */
export function readabilityOf(picture: Picture): Readability {
  const { boxes, edges } = picture;
  const crossed = crossedNames(picture);
  const overBoxes = edgesOverBoxes(picture);
  return {
    nodes: distinct(boxes.filter(({ isGroup }) => !isGroup)),
    groups: distinct(boxes.filter(({ isGroup }) => isGroup)),
    edges: edges.length,
    names: fontSizes(picture, 'name'),
    details: fontSizes(picture, 'detail'),
    area: usedArea(picture),
    overNames: { edges: new Set(crossed.flatMap((name) => name.edges)).size, names: crossed.length },
    overBoxes: { edges: overBoxes.size, pairs: [...overBoxes.values()].reduce((sum, { size }) => sum + size, 0) },
    overlaps: overlaps(picture),
    crossings: edgeCrossings(picture),
    ink: inkOf(picture),
    detours: detoursOf(picture),
    distinguishable: distinguishableEdges(picture),
    nameProblems: nameProblems(picture),
    worstNames: crossed
      .sort((a, b) => b.edges.length - a.edges.length)
      .slice(0, MAX_WORST_NAMES)
      .map(({ name, edges: by }) => ({ name: name.text, edges: by.map(({ id }) => id) })),
  };
}

/** The contrasts of a picture, which depend on the theme. */
export function contrastsOf(picture: Picture): ThemeContrasts {
  return { texts: textContrasts(picture), edges: edgeContrasts(picture) };
}

function distinct(boxes: ReadonlyArray<{ id: string }>): number {
  return new Set(boxes.map(({ id }) => id)).size;
}
