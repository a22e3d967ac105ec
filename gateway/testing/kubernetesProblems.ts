import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import openApi from '../testdata/kubernetes/definitions.json';
import { type Manifest } from '../kubernetes/manifests';

/** A definition in the OpenAPI specification of Kubernetes. */
interface Definition {
  type?: string;
  properties?: object;
  format?: string;
  'x-kubernetes-group-version-kind'?: ReadonlyArray<{ group: string; version: string; kind: string }>;
}

const DEFINITIONS: Record<string, Definition> = openApi.definitions;

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema({ $id: 'kubernetes', definitions: mapped(strict) });

/**
 * What is wrong with objects of Kubernetes by its schemas. As in a strict validation by its API server, unknown members are
 * wrong. Empty if all objects are right.
 */
export function kubernetesProblems(objects: readonly Manifest[]): string[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind } = object;
    const validate = validatorOf(object);
    if (validate === undefined) {
      return [`${kind}: The schemas have no ${apiVersion} ${kind}.`];
    }
    return validate(object) ? [] : (validate.errors ?? []).map((error) => kind + textOf(error));
  });
}

function validatorOf({ apiVersion, kind }: Manifest): ValidateFunction | undefined {
  const name = Object.keys(DEFINITIONS).find((one) =>
    DEFINITIONS[one]?.['x-kubernetes-group-version-kind']?.some(
      (type) => type.kind === kind && [type.group, type.version].filter(Boolean).join('/') === apiVersion
    )
  );
  return name === undefined ? undefined : ajv.getSchema(`kubernetes#/definitions/${name}`);
}

/** The schema of a definition that allows only known members, and numbers as well as names of ports and shares. */
function strict(definition: Definition): object {
  if (definition.format === 'int-or-string') {
    return { type: ['integer', 'string'] };
  }
  return definition.properties === undefined ? definition : { ...definition, additionalProperties: false };
}

function mapped(change: (definition: Definition) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(DEFINITIONS).map(([name, definition]) => [name, change(definition)]));
}

function textOf({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty } = params;
  return `${instancePath} ${message}${additionalProperty === undefined ? '' : `: ${additionalProperty}`}`;
}
