import { type DataTransformerInfo, standardTransformers, standardTransformersRegistry } from '@grafana/data';
import { uniqBy } from 'lodash';
import { NoEditor } from './NoEditor';

/** Registers all transformations of @grafana/data. */
export function registerTransformers(): void {
  // Some are also listed under an older name, with the same ID.
  const all: DataTransformerInfo[] = uniqBy(Object.values(standardTransformers), 'id');
  standardTransformersRegistry.setInit(() =>
    all.map((info) => ({
      id: info.id,
      name: info.name,
      description: info.description,
      transformation: callable(info),
      editor: NoEditor,
      imageDark: '',
      imageLight: '',
    }))
  );
}

/**
 * Up to Grafana 12, the registry contains the transformation; from 13, it contains a function that returns it. This
 * value is both.
 */
function callable<T>({ id, description, defaultOptions, operator }: DataTransformerInfo<T>): DataTransformerInfo<T> {
  const load = () => Promise.resolve({ id, name: id, description, defaultOptions, operator });
  return Object.assign(load, { id, description, defaultOptions, operator });
}
