OPTIONAL MATCH (demo:Setting {id: 'demo'})
RETURN coalesce(demo.value, 'off') = 'on' AS on
