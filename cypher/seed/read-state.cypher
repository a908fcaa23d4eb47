// Sees everything: asks only whether anything is there.
// `value` 0: begun and not finished; 1: finished; null: never begun.
OPTIONAL MATCH (mark:DataVersion {id: 'seeding'})
OPTIONAL MATCH (root:ExampleRoot {id: 'examples'})
RETURN mark.value AS value, EXISTS { (:Entity) } AS anything,
  root.enterprises AS enterprises, root.seed AS seed
