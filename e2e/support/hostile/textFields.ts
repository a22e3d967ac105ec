import { modelOperation, type ShapeReference, shapeOf } from '../../../simulator/flowapi/testing/apiModel';
import { keepsText } from './replaceTexts';

/** The fields of the responses to operations that are texts according to the model, without those that are kept. */
export function textFields(operations: readonly string[]): string[] {
  const found = new Set<string>();
  for (const operation of operations) {
    const { output } = modelOperation(operation);
    collect(output, output?.shape ?? '', undefined, found);
  }
  return [...found].sort();
}

function collect(reference: ShapeReference | undefined, field: string, member: string | undefined, found: Set<string>) {
  if (reference === undefined || keepsText(reference, field, member)) {
    return;
  }
  const { type, members = {}, member: item, key, value } = shapeOf(reference);
  switch (type) {
    case 'string':
      found.add(field);
      break;
    case 'structure':
      Object.entries(members).forEach(([name, inside]) => collect(inside, `${reference.shape}.${name}`, name, found));
      break;
    case 'list':
      collect(item, field, member, found);
      break;
    case 'map':
      collect(key, `${field} key`, undefined, found);
      collect(value, `${field} value`, undefined, found);
      break;
  }
}
