MERGE (mark:DataVersion {id: 'seeding'})
SET mark.value = toInteger($value)
RETURN mark.value AS value
