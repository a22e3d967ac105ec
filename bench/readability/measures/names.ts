import { type Picture } from '../picture/picture';

/** Numbers of nodes and groups. */
export interface NameProblems {
  /** Those whose name ends with an ellipsis. */
  cut: number;
  /** Those whose second line does. */
  cutDetails: number;
  /** Those that are drawn without any name. */
  nameless: number;
}

/** Names that are cut or missing. */
export function nameProblems({ boxes, texts }: Picture): NameProblems {
  const names = texts.filter(({ role }) => role === 'name');
  const named = new Set(names.map(({ owner }) => owner));
  const owners = new Set(boxes.map(({ id }) => id));
  const cutOf = (role: 'name' | 'detail') =>
    new Set(texts.filter((text) => text.role === role && text.isCut).map(({ owner }) => owner)).size;
  return {
    cut: cutOf('name'),
    cutDetails: cutOf('detail'),
    nameless: [...owners].filter((id) => !named.has(id)).length,
  };
}
