import { type DocumentNode, Kind, type SelectionNode, visit } from "graphql";
import { AppError } from "../errors.ts";

/**
 * Bounds of what makes the rules of GraphQL themselves slow: they compare every field with every other of its name, and
 * every fragment with every other beside it. What people and code generators write has hardly any of the first.
 */
export const shapeLimits = { repeats: 20, spreads: 60, operations: 10, variables: 60 } as const;

export interface Shape {
  /** Fields that stand in a selection once more than they need to, in the whole document. */
  repeats: number;
  spreads: number;
  operations: number;
  variables: number;
}

/** Counts, in one pass over the document as it is written. */
export function shapeOf(document: DocumentNode): Shape {
  const shape: Shape = { repeats: 0, spreads: 0, operations: 0, variables: 0 };
  visit(document, {
    OperationDefinition: (operation) => {
      shape.operations += 1;
      shape.variables += operation.variableDefinitions?.length ?? 0;
    },
    FragmentSpread: () => {
      shape.spreads += 1;
    },
    SelectionSet: ({ selections }) => {
      const names = selections.flatMap(answerName);
      shape.repeats += names.length - new Set(names).size;
    },
  });
  return shape;
}

/** Inline fragments too: each one more on the same type is compared with the others. */
function answerName(selection: SelectionNode): string[] {
  if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
  return selection.kind === Kind.INLINE_FRAGMENT ? [`... ${selection.typeCondition?.name.value}`] : [];
}

const fine = new WeakSet<DocumentNode>();

/** Before the document is validated. @throws AppError LIMIT with what to do */
export function checkShape(document: DocumentNode): void {
  if (fine.has(document)) return;
  const found = shapeOf(document);
  const refuse = (sentence: string): never => {
    throw new AppError("LIMIT", sentence);
  };
  if (found.repeats > shapeLimits.repeats) refuse("同一处重复的字段太多，请合并后再查。");
  if (found.spreads > shapeLimits.spreads) refuse(`一次查询最多引用 ${shapeLimits.spreads} 次片段，请减少。`);
  if (found.operations > shapeLimits.operations)
    refuse(`一次最多提交 ${shapeLimits.operations} 个操作，请分开提交。`);
  if (found.variables > shapeLimits.variables)
    refuse(`一次查询最多用 ${shapeLimits.variables} 个变量，请减少。`);
  fine.add(document);
}
