// In the same transaction as the users' own first record, or by the switch. It never comes back.
MATCH (demo:Setting {id: 'demo'})
WHERE demo.value = 'on'
SET demo.value = 'ended', demo.at = datetime(), demo.by = $by
RETURN demo.value AS value
