// The first seeding decides; its day stays, so that a second run makes the same examples.
MERGE (root:ExampleRoot {id: 'examples'})
ON CREATE SET root.enterprises = toInteger($enterprises), root.seed = toInteger($seed), root.today = $today
RETURN root.enterprises AS enterprises, root.seed AS seed, root.today AS today
