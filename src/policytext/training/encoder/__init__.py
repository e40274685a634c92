"""Fine-tune the encoder and write it as ONNX. Needs the extra ``policytext[encoder]``; at run time nothing does."""
