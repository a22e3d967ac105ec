import { type SavedVariable } from '../model/savedDashboard';
import { namesIn } from '../templating/expression';

/** The other variables that a variable's query, regex or data source refers to. */
export function dependenciesOf(model: SavedVariable): string[] {
  return namesIn(JSON.stringify([model.query, model.regex, model.datasource])).filter((name) => name !== model.name);
}

/** Dependencies before dependents, otherwise the dashboard's order; a cycle is cut where it is met. */
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
