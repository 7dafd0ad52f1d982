"""Names of persons without a list: found by what stands around them, and gathered into a list to be confirmed."""
