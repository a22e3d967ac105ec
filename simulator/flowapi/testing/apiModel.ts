/** The API model as far as the tests read it. */
import model from '../model/networkflowmonitor-2023-04-19.service-2.json';

export interface ShapeReference {
  shape: string;
  location?: string;
  locationName?: string;
}

export interface Shape {
  type: string;
  members?: Record<string, ShapeReference>;
  required?: string[];
  member?: ShapeReference;
  key?: ShapeReference;
  value?: ShapeReference;
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
  sparse?: boolean;
  union?: boolean;
  timestampFormat?: string;
  error?: { httpStatusCode: number };
  exception?: boolean;
  fault?: boolean;
}

export interface ModelOperation {
  http: { method: string; requestUri: string; responseCode: number };
  input: ShapeReference;
  output?: ShapeReference;
  errors: ShapeReference[];
}

const shapes: Record<string, Shape> = model.shapes;
export const modelOperations: Record<string, ModelOperation> = model.operations;

export function shapeOf({ shape }: ShapeReference): Shape {
  const found = shapes[shape];
  if (!found) {
    throw new Error(`The model has no shape ${shape}`);
  }
  return found;
}

export function modelOperation(name: string): ModelOperation {
  const found = modelOperations[name];
  if (!found) {
    throw new Error(`The model has no operation ${name}`);
  }
  return found;
}

/** Every error shape with its status. */
export const modelErrors: Array<{ errorType: string; status: number }> = Object.entries(shapes).flatMap(
  ([errorType, { error }]) => (error ? [{ errorType, status: error.httpStatusCode }] : [])
);
