// The first seeding decides; its day stays, so that a second run makes the same examples.
MERGE (root:ExampleRoot {id: 'examples'})
SET root.enterprises = coalesce(root.enterprises, toInteger($enterprises)),
  root.seed = coalesce(root.seed, toInteger($seed)),
  root.today = coalesce(root.today, $today)
RETURN root.enterprises AS enterprises, root.seed AS seed, root.today AS today
