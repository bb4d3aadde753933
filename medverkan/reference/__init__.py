"""Who and how: bodies, the register and the pathways; slow-moving."""
