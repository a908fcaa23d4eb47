// The examples' root, for examples that no generator makes; the day of the first ones stays.
MERGE (root:ExampleRoot {id: 'examples'})
SET root.today = coalesce(root.today, $today)
RETURN root.today AS today
