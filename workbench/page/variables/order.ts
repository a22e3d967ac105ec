import { type SavedVariable } from '../model/savedDashboard';
import { namesIn } from '../templating/expression';

/** The other variables that the query, regular expression or data source of a variable refers to. */
export function dependenciesOf(model: SavedVariable): string[] {
  return namesIn(JSON.stringify([model.query, model.regex, model.datasource])).filter((name) => name !== model.name);
}

/** Orders dependencies before dependents, and otherwise as in the dashboard. A cycle is broken where it is found. */
export function inOrder(models: SavedVariable[]): SavedVariable[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<SavedVariable>();
  const visit = (model: SavedVariable, path: Set<string>) => {
    if (path.has(model.name)) {
      return;
    }
    for (const name of dependenciesOf(model)) {
      const dependency = byName.get(name);
      if (dependency !== undefined) {
        visit(dependency, new Set([...path, model.name]));
      }
    }
    ordered.add(model);
  };
  models.forEach((model) => visit(model, new Set()));
  return [...ordered];
}
